// CodeMirror 6 as its own guide sets it up for plain text: undo, keys, long lines folded.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { open } from './open.js';

open((room, text) => {
  const extensions = [history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping];
  const view = new EditorView({ parent: room, state: EditorState.create({ doc: text, extensions }) });
  return {
    text: () => view.state.doc.toString(),
    toMiddle() {
      const middle = text.length >> 1;
      view.focus();
      view.dispatch({ selection: { anchor: middle }, effects: EditorView.scrollIntoView(middle, { y: 'center' }) });
    },
  };
});
