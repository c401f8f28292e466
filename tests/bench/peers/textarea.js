// The least that a browser can do for whoever writes: one field.
import { open } from './open.js';

open((room, text) => {
  const field = document.createElement('textarea');
  field.spellcheck = false;
  field.value = text;
  room.append(field);
  return {
    text: () => field.value,
    toMiddle() {
      const middle = text.length >> 1;
      field.focus();
      field.setSelectionRange(middle, middle);
      field.scrollTop = field.scrollHeight / 2;
    },
  };
});
