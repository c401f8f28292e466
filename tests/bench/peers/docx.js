// The least that a page can do for a .docx: XML written by hand, a paragraph a line, zipped by fflate.
import { strToU8, zipSync } from 'fflate';
import { open } from './open.js';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const formats = 'http://schemas.openxmlformats.org';
const types = `${head}<Types xmlns="${formats}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const relations = `${head}<Relationships xmlns="${formats}/package/2006/relationships"><Relationship Id="rId1" Type="${formats}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = text => text.replace(/[&<>]/g, sign => named[sign]);
const title = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="44"/></w:rPr>';
const body = '<w:p><w:pPr><w:ind w:firstLine="640"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>';

function written(text) {
  const paragraphs = text.split('\n').map((line, at) =>
    `${at === 0 ? title : body}<w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
  const document = `${head}<w:document xmlns:w="${formats}/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`;
  const parts = { '[Content_Types].xml': types, '_rels/.rels': relations, 'word/document.xml': document };
  const files = {};
  for (const name in parts) files[name] = strToU8(parts[name]);
  return new Blob([zipSync(files, { level: 6 })]);
}

open((room, text) => ({
  // What it took in milliseconds, and how large the file is.
  write() {
    const start = performance.now();
    const file = written(text);
    return [performance.now() - start, file.size];
  },
}));
