import {
  ANNOTATION_FLAGS,
  DEFAULT_BYTE_RANGE_PLACEHOLDER,
  SIG_FLAGS,
  SUBFILTER_ETSI_CADES_DETACHED,
} from '@signpdf/utils';

/** Bytes kept free for the signature with its certificates; a chain of three takes about five thousand. */
const signatureBytes = 8192;

interface FormDictionary {
  Fields: PDFKit.PDFKitReference[];
  NeedAppearances?: boolean;
  SigFlags?: number;
}

/** The parts of a document under construction that pdfkit's types leave out. */
interface UnderConstruction {
  _root: { data: { AcroForm: { data: FormDictionary } } };
  page: { annotations: PDFKit.PDFKitReference[] };
}

/**
 * An empty place for a PAdES signature over the whole file. It has no face of its own: the pages say who signed what, and
 * the reader's own panel says whether the file was changed.
 */
export function addSignaturePlaceholder(document: PDFKit.PDFDocument, signedAt: number): void {
  const range = Array.from({ length: 3 }, () => DEFAULT_BYTE_RANGE_PLACEHOLDER);
  const signature = document.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: SUBFILTER_ETSI_CADES_DETACHED,
    ByteRange: [0, ...range],
    Contents: Buffer.alloc(signatureBytes),
    M: new Date(signedAt),
    Name: textObject('无诈网格'),
  });
  document.switchToPage(0);
  document.initForm();
  document.annotate(0, 0, 0, 0, {
    Subtype: 'Widget',
    FT: 'Sig',
    F: ANNOTATION_FLAGS.PRINT,
    T: textObject('certificate'),
    V: signature,
  } as PDFKit.Mixins.AnnotationOption);
  const built = document as unknown as UnderConstruction;
  const form = built._root.data.AcroForm.data;
  form.Fields.push(built.page.annotations.at(-1)!);
  delete form.NeedAppearances;
  form.SigFlags = SIG_FLAGS.SIGNATURES_EXIST | SIG_FLAGS.APPEND_ONLY;
  signature.end(undefined);
}

/** pdfkit writes a `String` object as text and a primitive as a name. */
function textObject(text: string): object {
  return Object(text) as object;
}
