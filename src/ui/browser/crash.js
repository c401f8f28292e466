// What must work even when the program does not: the crash screen. It shows the text of the draft that
// was open, with what stands in the fields, and every copy of every draft that can still be had.
(function () {
  'use strict';
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

  // Every record of localStorage, then of the database: where it comes from, its id, its content.
  function copies() {
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
    } catch (error) { found = []; }
    var stores = [['drafts', '数据库副本'], ['versions', '历史版本'], ['damaged', '打不开的记录']];
    return Promise.all(stores.map(function (store) {
      return window.tigang.all(store[0]).then(function (all) {
        for (var at = 0; at < all.length; at += 2) {
          found.push({ where: store[1], id: all[at], record: all[at + 1] });
        }
      }, function () { return undefined; });
    })).then(function () { return found; });
  }

  function save(name, content, type) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type: type + ';charset=utf-8' }));
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
    var best = null;
    found.forEach(function (copy) {
      var draft = copy.id === open && read(copy.record);
      if (draft && (!best || (draft.revision || 0) > (best.revision || 0))) best = draft;
    });
    var fields = document.querySelectorAll('textarea[data-block]');
    byId('crash-text').value = best ? text(best, true) : Array.prototype.map.call(fields, function (field) {
      return field.value;
    }).join('\n');
    var list = byId('crash-copies');
    list.textContent = '';
    found.sort(function (one, other) {
      var times = [one, other].map(function (copy) { var draft = read(copy.record); return draft ? draft.card.saved : 0; });
      return times[1] - times[0];
    }).forEach(function (copy) { list.appendChild(row(copy)); });
    byId('crash-others').hidden = found.length === 0;
  }

  window.tigangCrash = function (message) {
    var screen = byId('crash');
    if (!screen || !screen.hidden) return;
    show([]);
    byId('crash-message').textContent = message || '';
    screen.hidden = false;
    byId('crash-copy').focus();
    copies().then(show);
  };

  window.addEventListener('DOMContentLoaded', function () {
    var field = byId('crash-text');
    byId('crash-copy').onclick = function () {
      field.select();
      document.execCommand('copy');
      this.textContent = '已复制';
    };
    byId('crash-save').onclick = function () { save('提纲草稿.txt', field.value, 'text/plain'); };
    byId('crash-reload').onclick = function () { location.reload(); };
  });

  // The program failed: a trap of WebAssembly, or anything at all before it has started.
  function failed(error, message) {
    var trap = window.WebAssembly && error instanceof WebAssembly.RuntimeError;
    if (trap || byId('loading')) window.tigangCrash(String(message || error));
  }
  window.addEventListener('unhandledrejection', function (event) { failed(event.reason); });
  window.addEventListener('error', function (event) {
    // A script or the program itself did not arrive: such an error has no message.
    failed(event.error, event.message || '页面没有完整载入');
  }, true);
})();
