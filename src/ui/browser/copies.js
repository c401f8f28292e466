// The browser's database, locks and messages between tabs, for the program and for the crash screen,
// which has to work without the program. Law: a promise made here is answered, within a moment unless
// there is much to read or to write, and what is not certain is answered as failed.
(function () {
  'use strict';
  var PATIENCE = 1400;
  // For whoever writes, or reads everything: a slow disk is no failure.
  var OPENING = 5000, LONG = 15000;
  var STORES = ['drafts', 'stamps', 'versions', 'about', 'damaged'];
  var opening = null;

  function open() {
    if (opening) return opening;
    // One that never comes is not waited for by all that is asked afterwards.
    var mine = late(new Promise(function (done, failed) {
      var request = indexedDB.open('tigang', 1);
      request.onupgradeneeded = function () {
        STORES.forEach(function (name) { request.result.createObjectStore(name); });
      };
      request.onsuccess = function () {
        var database = request.result;
        // Deleted or upgraded elsewhere, or closed by the browser: the next call opens it anew.
        database.onversionchange = function () { database.close(); opening = null; };
        database.onclose = function () { opening = null; };
        done(database);
        if (!opening) opening = Promise.resolve(database);
      };
      request.onerror = function () { failed(request.error); };
      request.onblocked = function () { failed(new Error('blocked')); };
    }), OPENING);
    opening = mine;
    mine.catch(function () { if (opening === mine) opening = null; });
    return mine;
  }

  // Runs `work` in one transaction; answered when it is complete, which with strict durability means
  // that the disk has it. `work` gets the stores and a place for its result.
  function transaction(mode, names, work) {
    return open().then(function (database) {
      return new Promise(function (done, failed) {
        var result = {};
        var run = database.transaction(names, mode, { durability: 'strict' });
        run.oncomplete = function () { done(result.value); };
        run.onerror = run.onabort = function () { failed(run.error || new Error('aborted')); };
        work(names.map(function (name) { return run.objectStore(name); }), result);
      });
    });
  }

  function late(promise, patience) {
    return new Promise(function (done, failed) {
      setTimeout(function () { failed(new Error('late')); }, patience || PATIENCE);
      promise.then(done, failed);
    });
  }

  function get(store, key) {
    return late(transaction('readonly', [store], function (stores, result) {
      stores[0].get(key).onsuccess = function (event) { result.value = event.target.result; };
    }));
  }

  // Every key and value of a store, one after the other. What was kept of reports may be long.
  function all(store) {
    return late(transaction('readonly', [store], function (stores, result) {
      var keys;
      stores[0].getAllKeys().onsuccess = function (event) { keys = event.target.result; };
      stores[0].getAll().onsuccess = function (event) {
        result.value = [];
        event.target.result.forEach(function (value, index) {
          result.value.push(String(keys[index]), String(value));
        });
      };
    }), store === 'versions' && LONG);
  }

  // Puts [store, key, value] or, without a value, takes the key away; all or nothing.
  function write(changes) {
    var names = STORES.filter(function (name) {
      return changes.some(function (change) { return change[0] === name; });
    });
    return late(transaction('readwrite', names, function (stores) {
      changes.forEach(function (change) {
        var store = stores[names.indexOf(change[0])];
        if (change[2] === undefined) store.delete(change[1]); else store.put(change[2], change[1]);
      });
    }), LONG);
  }

  // Stores a draft as `Put::answer` in src/draft/keeper.rs has it: 'overtaken' where another writer has stored a
  // state that is no part of this one, 'settled' when the disk has this or a later state. A stamp is a revision, a
  // space and a writer; those that are known stand in lines. That the browser said it was done is looked after.
  function put(id, known, stamp, record) {
    function parts(stamp) {
      var at = stamp.indexOf(' ');
      return { revision: Number(stamp.slice(0, at)), writer: stamp.slice(at + 1) };
    }
    return late(transaction('readwrite', ['drafts', 'stamps'], function (stores, result) {
      stores[1].get(id).onsuccess = function (event) {
        var stored = event.target.result || '0 ';
        var there = parts(stored);
        var isKnown = !there.revision || there.writer === parts(stamp).writer || known.split('\n').some(function (state) {
          return parts(state).writer === there.writer && parts(state).revision >= there.revision;
        });
        if (!isKnown) { result.value = 'overtaken'; return; }
        if (there.revision > parts(stamp).revision) { result.value = 'settled'; return; }
        stores[0].put(record, id);
        stores[1].put(stamp, id);
        result.value = 'settled';
      };
    }), LONG).then(function (answer) {
      if (answer !== 'settled') return answer;
      return get('stamps', id).then(function (there) {
        return there && parts(there).revision >= parts(stamp).revision ? answer : 'failed';
      });
    });
  }

  var tab = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  var since = Date.now();
  var told = 0;
  var held = {};
  var listener = function () {};
  var asking = {};
  var channel = null;
  try { channel = new BroadcastChannel('tigang'); } catch (error) { channel = null; }

  // Tells the other tabs. Where they cannot be told, a change of this key reaches them.
  function tell(what, id, more) {
    var message = { what: what, id: id, tab: tab, since: since };
    for (var name in more) message[name] = more[name];
    if (channel) { channel.postMessage(message); return; }
    // The same text again would be no change.
    told += 1;
    try { localStorage.setItem('tigang/message', JSON.stringify([message, tab + told])); } catch (error) { return; }
  }

  function heard(message) {
    var id = message.id;
    var what = message.what;
    if (what === 'who' && held[id]) {
      tell('mine', id);
    } else if (what === 'who' && message.asks && asking[id]) {
      // Both ask at once: the tab that was opened first goes first.
      if (tab < message.tab) tell('first', id); else asking[id].wait();
    } else if (what === 'taken' && held[id]) {
      if (isLater(message, held[id])) lose(id); else tell('taken', id, { at: held[id].at });
    } else if (asking[id] && (what === 'mine' || what === 'first' || what === 'taken')) {
      asking[id].wait();
    }
    listener(what, id, message.since);
  }
  if (channel) channel.onmessage = function (event) { heard(event.data); };
  else window.addEventListener('storage', function (event) {
    if (event.key !== 'tigang/message' || !event.newValue) return;
    try { heard(JSON.parse(event.newValue)[0]); } catch (error) { return; }
  });

  // Of two tabs that both think that a draft is theirs, the one that took it last has it: the other did
  // not answer. Without a time it was taken because a person wanted it.
  function isLater(message, own) {
    return !message.at || message.at > own.at || message.at === own.at && message.tab > tab;
  }

  function lose(id) {
    var lost = held[id];
    delete held[id];
    if (lost) lost.lost();
  }

  // The right to write in a draft: 'try' answers at once, 'wait' when it is free, 'take' takes it away.
  // The browser's own locks where there are any; elsewhere (plain http in an intranet) tabs ask each other.
  var queue = {};
  function lock(id, how, lost) {
    if (held[id]) return Promise.resolve(true);
    if (!navigator.locks) return lease(id, how, lost);
    return new Promise(function (answer) {
      var options = {};
      if (how === 'try') options.ifAvailable = true;
      if (how === 'take') {
        options.steal = true;
        if (queue[id]) queue[id].abort();
      }
      if (how === 'wait') {
        queue[id] = new AbortController();
        options.signal = queue[id].signal;
      }
      navigator.locks.request('tigang/' + id, options, function (got) {
        delete queue[id];
        if (!got) { answer(false); return undefined; }
        return new Promise(function (release) {
          held[id] = { release: release, lost: lost };
          answer(true);
        });
      }).catch(function (error) {
        if (held[id]) lose(id);
        else if (error && error.name === 'AbortError') answer(false);
        // There are locks, but not for this page.
        else lease(id, how, lost).then(answer);
      });
    });
  }

  // The same by messages. Whoever has the draft answers within a moment; one that could not, because it
  // was held up, learns from 'taken' that it has it no longer.
  function lease(id, how, lost) {
    if (asking[id]) {
      if (asking[id].how === how) return asking[id].answer;
      asking[id].stop();
    }
    var done, timer;
    var answer = new Promise(function (end) { done = end; });
    function end(got) {
      clearTimeout(timer);
      delete asking[id];
      done(got);
    }
    function take() {
      held[id] = { release: function () {}, lost: lost, at: Date.now() };
      tell('taken', id, { at: how === 'take' ? 0 : held[id].at });
      end(true);
    }
    function ask() {
      timer = setTimeout(take, 300);
      tell('who', id, { asks: true });
    }
    if (how === 'take') { take(); return answer; }
    asking[id] = {
      how: how,
      answer: answer,
      wait: function () {
        clearTimeout(timer);
        if (how === 'try') end(false); else timer = setTimeout(ask, 300);
      },
      stop: function () { end(false); }
    };
    ask();
    return answer;
  }

  function unlock(id) {
    if (queue[id]) queue[id].abort();
    if (asking[id]) asking[id].stop();
    var lock = held[id];
    delete held[id];
    if (lock) lock.release();
    tell('free', id);
  }

  // A page that was left may be kept for going back, and would keep its drafts from every other tab.
  var resting = {};
  window.addEventListener('pagehide', function (event) {
    Object.keys(held).forEach(function (id) { tell('free', id); });
    if (!event.persisted) return;
    resting = held;
    held = {};
    Object.keys(resting).forEach(function (id) { resting[id].release(); });
  });
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) return;
    Object.keys(resting).forEach(function (id) {
      var lost = resting[id].lost;
      lock(id, 'try', lost).then(function (got) { if (!got) lost(); });
    });
  });

  // Asks the browser not to clear this origin's data when room is short. Firefox would ask the person.
  if (navigator.storage && navigator.storage.persist && navigator.userAgent.indexOf('Firefox') < 0) {
    navigator.storage.persist().catch(function () { return false; });
  }

  window.tigang = {
    get: get, all: all, put: put, write: write, lock: lock, unlock: unlock, tell: tell,
    pause: function (time) { return new Promise(function (done) { setTimeout(done, time); }); },
    listen: function (callback) { listener = callback; },
    store: function (name, record) { localStorage.setItem(name, record); },
    // Where words end, by the browser's dictionary (from Chromium 87 on).
    words: function (text) {
      if (!window.Intl || !Intl.Segmenter) return undefined;
      var ends = [];
      var parts = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)[Symbol.iterator]();
      for (var part = parts.next(); !part.done; part = parts.next()) {
        ends.push(part.value.index + part.value.segment.length);
      }
      return ends;
    },
    // Compared here: the text need not cross into the program.
    holds: function (name, record) { return localStorage.getItem(name) === record; },
    head: function (name, length) {
      var record = localStorage.getItem(name);
      return record === null ? undefined : record.slice(0, length);
    }
  };
})();
