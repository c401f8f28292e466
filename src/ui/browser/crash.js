// What must work even when the program does not: the crash screen. It shows the text of the draft that
// was open, with what stands in the fields, and every copy of every draft that can still be had. Law: as
// it also has to tell that a browser is too old, it asks for nothing that came after IndexedDB.
(function () {
  'use strict';
  // The newest form of a record that is read here: draft::SCHEMA.
  var SCHEMA = 2;
  var unable = false;
  function byId(id) { return document.getElementById(id); }
  function each(list, act) { Array.prototype.forEach.call(list, act); }

  function string(value) {
    if (typeof value !== 'string') throw new TypeError('no text');
    return value;
  }

  // The text of a record, with what stands in the fields, in their order. One that was made since stands behind the
  // one before it; what has no field any more, or none at the moment, is as the record has it.
  function text(draft, fields) {
    var values = {}, behind = {}, last = '';
    draft.blocks.forEach(function (block) { values[Number(block[0])] = string(block[4]); behind[Number(block[0])] = ''; });
    each(fields, function (field) {
      var id = field.getAttribute('data-block');
      if (id in values) { values[id] = field.value; last = id; }
      else behind[last] = (behind[last] || '') + '\n' + field.value;
    });
    return (behind[''] || '') + draft.blocks.map(function (block) {
      return string(block[2]) + (block[3] ? string(block[3][2]) : '') + values[block[0]] + behind[block[0]];
    }).join('') + string(draft.tail);
  }

  // Reads what a copy holds, once. A record that cannot be read is handed out as it is, and keeps no
  // other from being shown.
  function read(copy) {
    if (copy.draft !== undefined) return;
    copy.draft = null;
    try {
      var draft = JSON.parse(copy.record);
      var card = draft.card || {};
      if (draft.schema <= SCHEMA) copy.draft = {
        whole: draft, text: text(draft, []), name: String(card.name || copy.id),
        saved: Number(card.saved) || 0, revision: Number(draft.revision) || 0
      };
    } catch (error) { copy.draft = null; }
  }

  // Every record of localStorage: where it comes from, its id, its content.
  function stored() {
    var found = [];
    try {
      for (var index = 0; index < localStorage.length; index += 1) {
        var name = localStorage.key(index);
        var place = /^tigang\/(draft|twin|damaged)\/(.+)$/.exec(name);
        if (place) found.push({
          where: { draft: '快速存储', twin: '上一次存储', damaged: '打不开的记录' }[place[1]],
          id: place[2], record: localStorage.getItem(name)
        });
      }
    } catch (error) { return found; }
    return found;
  }

  // Adds every record of the database, without what only the program's browsers have.
  function add(found, done) {
    var stores = [['drafts', '数据库副本'], ['versions', '历史版本'], ['damaged', '打不开的记录']];
    function gather(database) {
      var work = database.transaction(stores.map(function (store) { return store[0]; }));
      stores.forEach(function (store) {
        work.objectStore(store[0]).openCursor().onsuccess = function (event) {
          var cursor = event.target.result;
          if (!cursor) return;
          found.push({ where: store[1], id: String(cursor.key), record: String(cursor.value) });
          cursor['continue']();
        };
      });
      work.oncomplete = work.onabort = function () { database.close(); done(found); };
    }
    try {
      var opening = indexedDB.open('tigang');
      // There was none: none is made.
      opening.onupgradeneeded = function () { opening.transaction.abort(); };
      opening.onerror = function () { done(found); };
      opening.onsuccess = function () {
        try { gather(opening.result); } catch (error) { done(found); }
      };
    } catch (error) { done(found); }
  }

  function save(name, content, type) {
    var file = new Blob([content], { type: type + ';charset=utf-8' });
    if (navigator.msSaveBlob) { navigator.msSaveBlob(file, name); return; }
    var link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name.replace(/[\\/:*?"<>|]/g, '_');
    link.click();
  }

  function when(time) {
    var date = new Date(time);
    return (date.getMonth() + 1) + '月' + date.getDate() + '日 ' + date.getHours() + ':' +
      ('0' + date.getMinutes()).slice(-2);
  }

  function row(copy) {
    var draft = copy.draft;
    var item = document.createElement('li');
    var about = document.createElement('span');
    var button = document.createElement('button');
    button.type = 'button';
    about.textContent = [draft ? draft.name : copy.id]
      .concat(draft && draft.saved ? when(draft.saved) : [], copy.where).join('　');
    button.textContent = '另存';
    button.setAttribute('aria-label', '另存：' + about.textContent);
    button.onclick = function () {
      if (draft) save(draft.name + '.txt', draft.text, 'text/plain');
      else if (copy.typed) save(copy.id + '.txt', copy.record, 'text/plain');
      else save('tigang-' + copy.id + '.json', copy.record, 'application/json');
    };
    item.appendChild(about);
    item.appendChild(button);
    return item;
  }

  // Shows what was found; `all` once nothing more can come.
  function show(found, all) {
    var open = '';
    try { open = sessionStorage.getItem('tigang/open') || localStorage.getItem('tigang/open'); } catch (error) { open = ''; }
    found.forEach(read);
    function time(copy) { return copy.draft ? copy.draft.saved : 0; }
    found.sort(function (one, other) { return time(other) - time(one); });
    // Those of the draft that is open, and of no other.
    var sheet = document.querySelector('.sheet');
    var fields = sheet && (!open || sheet.getAttribute('data-draft') === open) ? sheet.querySelectorAll('textarea[data-block]') : [];
    var best = null;
    found.forEach(function (copy) {
      var draft = copy.id === open && copy.draft;
      if (draft && (!best || draft.revision > best.revision)) best = draft;
    });
    for (var at = 0; at < found.length && !best && !fields.length; at += 1) best = found[at].draft;
    var whole = best ? text(best.whole, fields) : Array.prototype.map.call(fields, function (field) {
      return field.value;
    }).join('\n');
    byId('crash-text').value = whole;
    ['crash-text', 'crash-copy', 'crash-save'].forEach(function (id) { byId(id).hidden = !whole; });
    var list = byId('crash-copies');
    list.textContent = '';
    found.forEach(function (copy) { list.appendChild(row(copy)); });
    var others = byId('crash-others');
    others.hidden = found.length === 0;
    others.open = others.open || !whole;
    if (unable) return;
    // It is said that drafts are there only when they are.
    byId('crash-title').textContent = whole || found.length ? '页面出错了，草稿还在' : all ? '页面没有打开' : '页面出错了';
    byId('crash-about').textContent = whole
      ? '下面是草稿的全文。请先复制或另存，再重新打开页面；重新打开后一般可以接着写。'
      : found.length
        ? '没有能直接显示的全文，下面是找到的全部副本。请逐个另存，再重新打开页面。'
        : all ? '这个浏览器里没有找到存下的草稿。请点“重新打开”再试；还是打不开，可以换一个浏览器，或者把下面的一行字告诉管理网页的同事。' : '';
  }

  // A dialog lies over everything outside of it and keeps the keyboard: it goes. What was typed into it
  // and stands nowhere else is a copy, too.
  function uncover(found) {
    each(document.querySelectorAll('dialog[open]'), function (dialog) {
      each(dialog.querySelectorAll('textarea:not([readonly])'), function (field) {
        if (field.value) found.push({ where: '还没有导入的文字', id: '导入', record: field.value, typed: true, draft: null });
      });
      dialog.parentNode.removeChild(dialog);
    });
  }

  function open(message) {
    // Whatever fails from here on, the screen is there.
    byId('crash').hidden = false;
    // The keyboard does not lead to the page behind it, which nobody answers for any more.
    each(document.body.children, function (one) {
      if (one.id !== 'crash' && one.style) one.style.visibility = 'hidden';
    });
    byId('crash-message').textContent = message || '';
    var found = stored();
    try { uncover(found); } catch (error) { byId('crash-message').textContent += ' ' + error; }
    show(found, false);
    add(found, function (found) { show(found, true); });
  }

  window.tigangCrash = function (message) {
    if (!byId('crash').hidden) return;
    open(message);
    byId(byId('crash-copy').hidden ? 'crash-reload' : 'crash-copy').focus();
  };

  // The browser cannot run the program at all: says so instead, whatever was said before.
  window.tigangUnable = function (lack) {
    byId('crash-title').textContent = '这个浏览器打不开提纲';
    byId('crash-about').hidden = true;
    byId('crash-unable').hidden = false;
    byId('crash-others').open = unable = true;
    open('缺少：' + lack);
  };

  byId('crash-copy').onclick = function () {
    var done = false;
    byId('crash-text').focus();
    byId('crash-text').select();
    try { done = document.execCommand('copy'); } catch (error) { done = false; }
    this.textContent = done ? '已复制' : '没有复制成：全文已选中，请按 Ctrl + C';
  };
  byId('crash-save').onclick = function () { save('提纲草稿.txt', byId('crash-text').value, 'text/plain'); };
  byId('crash-reload').onclick = function () { location.reload(); };

  // The program failed: a trap of WebAssembly, or anything at all before it has started.
  function failed(error, message) {
    var trap = window.WebAssembly && WebAssembly.RuntimeError && error instanceof WebAssembly.RuntimeError;
    if (trap || byId('loading')) window.tigangCrash(String(message || error));
  }
  // The program comes last: a file that was cut off has none.
  document.addEventListener('DOMContentLoaded', function () {
    if (!byId('program')) failed(new Error('文件不完整，请重新复制一份 tigang.html'));
  });
  window.addEventListener('unhandledrejection', function (event) { failed(event.reason); });
  window.addEventListener('error', function (event) {
    // A script or the program itself did not arrive: such an error has no message.
    failed(event.error, event.message || '页面没有完整载入');
  }, true);
})();
