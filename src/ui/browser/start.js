// Starts the program, from a file beside the page or from the page itself. What stands here is read by
// every browser, so that one which cannot run the program says so instead of staying blank.
(function () {
  'use strict';
  // The least program with a number that can change and be seen from outside: more than the first
  // browsers with WebAssembly could do, and all that ours asks for.
  var LEAST = [0, 97, 115, 109, 1, 0, 0, 0, 6, 6, 1, 127, 1, 65, 0, 11, 7, 5, 1, 1, 97, 3, 0];

  // What this browser does not have of what the program needs; empty when all is there.
  function lacking() {
    if (!window.Promise) return 'Promise';
    if (!window.WebAssembly) return 'WebAssembly';
    if (!window.TextDecoder) return 'TextDecoder';
    try { return wasm_bindgen && new WebAssembly.Module(new Uint8Array(LEAST)) ? '' : 'WebAssembly'; } catch (error) {
      return String(error);
    }
  }

  // The bytes that stand as text in the page. Of a file that was cut off somewhere, there may be none.
  function whole(text) {
    try { return atob(text); } catch (error) { throw new Error('文件不完整，请重新复制一份 tigang.html'); }
  }

  // The program: fetched while it is compiled, or unpacked from the page of one file.
  function program() {
    var place = document.getElementById('program');
    if (place.href) return fetch(place.href).then(function (answer) {
      if (!answer.ok) throw new Error('程序没有载入：' + answer.status);
      return answer;
    });
    return Promise.resolve().then(function () {
      var text = whole(place.textContent);
      var packed = new Uint8Array(text.length);
      for (var index = 0; index < text.length; index += 1) packed[index] = text.charCodeAt(index);
      place.textContent = '';
      return tigangUnpack(packed, Number(place.getAttribute('data-size')));
    });
  }

  // The program and what it asks for, put together.
  function joined(source) {
    var imports = wasm_bindgen.imports();
    var arrives = source.headers;
    // Compiled while it arrives, which browsers do only where the server calls it what it is.
    if (arrives && WebAssembly.instantiateStreaming && arrives.get('Content-Type') === 'application/wasm') {
      return WebAssembly.instantiateStreaming(source, imports);
    }
    return Promise.resolve(arrives ? source.arrayBuffer() : source).then(function (bytes) {
      return WebAssembly.instantiate(bytes, imports);
    });
  }

  function start() {
    var lack = lacking();
    if (lack) window.tigangUnable(lack);
    else program().then(joined).then(function (made) {
      wasm_bindgen.begin(made.instance, made.module);
    }).then(window.tigangKeep, function (error) {
      window.tigangCrash(String(error));
    });
  }

  // In the page of one file it comes last.
  if (document.getElementById('program')) start();
  else document.addEventListener('DOMContentLoaded', function () {
    if (document.getElementById('program')) start();
  });
})();
