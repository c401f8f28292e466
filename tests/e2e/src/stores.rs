//! What the page has stored in the browser, for tests that look at the copies of a draft and spoil them.

use crate::page::Page;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// Opens the database and does something in a transaction over one store; `result` is told.
const IN_DATABASE: &str = "const [name, key, value, done] = arguments;
    const opening = indexedDB.open('tigang');
    opening.onerror = () => done(['', 'it does not open']);
    opening.onsuccess = () => {
        const database = opening.result;
        const end = (one, other) => { database.close(); done([one, other]); };
        try {
            const work = database.transaction([name], 'readwrite', { durability: 'strict' });
            const store = work.objectStore(name);
            const asked = WORK;
            work.oncomplete = () => end(asked.result === undefined ? null : asked.result, '');
            work.onabort = work.onerror = () => end('', String(work.error));
        } catch (error) { end('', String(error)); }
    };";

impl Page {
    /// The id of the draft that was open last.
    pub async fn open_id(&self) -> Result<String> {
        self.ask("return localStorage.getItem('tigang/open')").await
    }

    /// What localStorage has under a name.
    pub async fn local(&self, name: &str) -> Result<Option<String>> {
        let script = "return localStorage.getItem(arguments[0])";
        let found = self.run(script, vec![json!(name)]).await?;
        Ok(found.as_str().map(str::to_owned))
    }

    /// All names in localStorage that start like this, in order.
    pub async fn local_names(&self, start: &str) -> Result<Vec<String>> {
        let script =
            "return Object.keys(localStorage).filter(name => name.startsWith(arguments[0])).sort()";
        Ok(crate::parts::texts(
            &self.run(script, vec![json!(start)]).await?,
        ))
    }

    /// What a store of the database has under a key.
    pub async fn in_database(&self, store: &str, key: &str) -> Result<Option<String>> {
        let found = self.database(store, "store.get(key)", key, "").await?;
        Ok(found.as_str().map(str::to_owned))
    }

    /// The keys of a store of the database.
    pub async fn database_keys(&self, store: &str) -> Result<Vec<String>> {
        let found = self.database(store, "store.getAllKeys()", "", "").await?;
        Ok(crate::parts::texts(&found))
    }

    /// Puts something into a store of the database.
    pub async fn put_in_database(&self, store: &str, key: &str, value: &str) -> Result<()> {
        let put = "store.put(value, key)";
        self.database(store, put, key, value).await.map(|_| ())
    }

    /// Empties a store of the database.
    pub async fn clear_database(&self, store: &str) -> Result<()> {
        self.database(store, "store.clear()", "", "")
            .await
            .map(|_| ())
    }

    async fn database(&self, store: &str, work: &str, key: &str, value: &str) -> Result<Value> {
        let script = IN_DATABASE.replace("WORK", work);
        let arguments = vec![json!(store), json!(key), json!(value)];
        let answer = self.run_async(&script, arguments).await?;
        let problem = answer.get(1).and_then(Value::as_str).unwrap_or("no answer");
        ensure!(problem.is_empty(), "{work} in {store}: {problem}");
        Ok(answer.get(0).cloned().unwrap_or_default())
    }
}
