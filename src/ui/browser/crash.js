// What must work even when the program does not: the crash screen. It shows the text of the draft that
// was open, with what stands in the fields, and every copy of every draft that can still be had. Law: as
// it also has to tell that a browser is too old, it asks for nothing that came after IndexedDB.
(function () {
  'use strict';
  var unable = false;
  function byId(id) { return document.getElementById(id); }

  function read(record) {
    try {
      var draft = JSON.parse(record);
      return Array.isArray(draft.blocks) ? draft : null;
    } catch (error) { return null; }
  }

  function text(draft, fields) {
    return draft.blocks.map(function (block) {
      var field = fields && document.querySelector('textarea[data-block="' + block[0] + '"]');
      return block[2] + (block[3] ? block[3][2] : '') + (field ? field.value : block[4]);
    }).join('') + draft.tail;
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
    function read(database) {
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
      opening.onsuccess = function () {
        try { read(opening.result); } catch (error) { done(found); }
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
    var draft = read(copy.record);
    var item = document.createElement('li');
    var about = document.createElement('span');
    var button = document.createElement('button');
    button.type = 'button';
    about.textContent = draft
      ? draft.card.name + '　' + when(draft.card.saved) + '　' + copy.where
      : copy.id + '　' + copy.where;
    button.textContent = '另存';
    button.setAttribute('aria-label', '另存：' + about.textContent);
    button.onclick = function () {
      if (draft) save(draft.card.name + '.txt', text(draft, false), 'text/plain');
      else save('tigang-' + copy.id + '.json', copy.record, 'application/json');
    };
    item.appendChild(about);
    item.appendChild(button);
    return item;
  }

  function show(found) {
    var open = '';
    try { open = sessionStorage.getItem('tigang/open') || localStorage.getItem('tigang/open'); } catch (error) { open = ''; }
    function time(copy) { var draft = read(copy.record); return draft ? draft.card.saved : 0; }
    found.sort(function (one, other) { return time(other) - time(one); });
    var fields = document.querySelectorAll('textarea[data-block]');
    var best = null;
    found.forEach(function (copy) {
      var draft = copy.id === open && read(copy.record);
      if (draft && (!best || (draft.revision || 0) > (best.revision || 0))) best = draft;
    });
    for (var at = 0; at < found.length && !best && !fields.length; at += 1) best = read(found[at].record);
    byId('crash-text').value = best ? text(best, true) : Array.prototype.map.call(fields, function (field) {
      return field.value;
    }).join('\n');
    var list = byId('crash-copies');
    list.textContent = '';
    found.forEach(function (copy) { list.appendChild(row(copy)); });
    byId('crash-others').hidden = found.length === 0;
    // Nothing was ever stored here: nothing to save.
    byId('crash-drafts').hidden = unable && found.length === 0;
  }

  function open(message) {
    var found = stored();
    show(found);
    byId('crash-message').textContent = message || '';
    byId('crash').hidden = false;
    add(found, show);
  }

  window.tigangCrash = function (message) {
    if (!byId('crash').hidden) return;
    open(message);
    byId('crash-copy').focus();
  };

  // The browser cannot run the program at all: says so instead, whatever was said before.
  window.tigangUnable = function (lack) {
    byId('crash-title').textContent = '这个浏览器打不开提纲';
    byId('crash-about').hidden = true;
    byId('crash-unable').hidden = false;
    byId('crash-others').open = true;
    unable = true;
    open('缺少：' + lack);
  };

  byId('crash-copy').onclick = function () {
    byId('crash-text').select();
    document.execCommand('copy');
    this.textContent = '已复制';
  };
  byId('crash-save').onclick = function () { save('提纲草稿.txt', byId('crash-text').value, 'text/plain'); };
  byId('crash-reload').onclick = function () { location.reload(); };

  // The program failed: a trap of WebAssembly, or anything at all before it has started.
  function failed(error, message) {
    var trap = window.WebAssembly && WebAssembly.RuntimeError && error instanceof WebAssembly.RuntimeError;
    if (trap || byId('loading')) window.tigangCrash(String(message || error));
  }
  window.addEventListener('unhandledrejection', function (event) { failed(event.reason); });
  window.addEventListener('error', function (event) {
    // A script or the program itself did not arrive: such an error has no message.
    failed(event.error, event.message || '页面没有完整载入');
  }, true);
})();
