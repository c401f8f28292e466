// Fetches the text that the address names, has the peer show it, and keeps what the bench asks it for.
export async function open(show) {
  const size = new URLSearchParams(location.search).get('size');
  const text = await (await fetch(`../texts/${size}.txt`)).text();
  window.peer = show(document.getElementById('room'), text);
}
