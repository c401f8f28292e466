// ProseMirror with its basic schema and its example setup without the menu: a node a paragraph.
import { exampleSetup } from 'prosemirror-example-setup';
import { schema } from 'prosemirror-schema-basic';
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { open } from './open.js';

open((room, text) => {
  const paragraph = line => schema.node('paragraph', null, line ? [schema.text(line)] : []);
  const doc = schema.node('doc', null, text.split('\n').map(paragraph));
  const scroll = document.createElement('div');
  scroll.className = 'scroll';
  room.append(scroll);
  const plugins = exampleSetup({ schema, menuBar: false });
  const view = new EditorView(scroll, { state: EditorState.create({ doc, plugins }), attributes: { spellcheck: 'false' } });
  return {
    text: () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n'),
    toMiddle() {
      const wanted = text.length >> 1;
      let place = 0, signs = 0, index = 0;
      while (signs + doc.child(index).textContent.length < wanted) {
        signs += doc.child(index).textContent.length + 1;
        place += doc.child(index).nodeSize;
        index += 1;
      }
      const middle = place + 1 + Math.max(0, wanted - signs);
      view.focus();
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, middle)));
      view.nodeDOM(place).scrollIntoView({ block: 'center' });
    },
  };
});
