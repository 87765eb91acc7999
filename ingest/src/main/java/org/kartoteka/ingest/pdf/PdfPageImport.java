package org.kartoteka.ingest.pdf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.multipdf.PDFCloneUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.PDResources;
import org.jspecify.annotations.Nullable;

/**
 * Takes pages out of PDF files as they are: contents, images and fonts are copied as bytes, never decoded. What a page can do
 * (scripts, links, forms) is left behind; what it shows stays.
 */
final class PdfPageImport implements Closeable {
    private static final long MAIN_MEMORY_BYTES = 16L << 20;
    private static final List<COSName> PAGE_KEYS =
            List.of(COSName.CONTENTS, COSName.GROUP, COSName.getPDFName("UserUnit"));
    private static final List<COSName> ANNOTATION_KEYS =
            List.of(COSName.RECT, COSName.AP, COSName.AS, COSName.F, COSName.C, COSName.CA, COSName.BORDER, COSName.BS);
    private static final COSName STAMP = COSName.getPDFName("Stamp");
    private static final COSName POPUP = COSName.getPDFName("Popup");

    private final PDDocument target;
    private final Map<Path, Source> sources = new LinkedHashMap<>();

    PdfPageImport(PDDocument target) {
        this.target = target;
    }

    /** Adds a page of a file to the target. */
    PDPage add(Path file, int pageNumber) throws IOException {
        Source source = sources.get(file);
        if (source == null) {
            source = new Source(
                    Loader.loadPDF(file.toFile(), "", MemoryUsageSetting.setupMixed(MAIN_MEMORY_BYTES).streamCache),
                    target);
            sources.put(file, source);
            target.setVersion(Math.max(target.getVersion(), source.document.getVersion()));
            source.copyLayers();
        }
        return source.add(pageNumber);
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources.values()) {
            source.document.close();
        }
    }

    /** One open file. Objects that several pages share are copied once. */
    private static final class Source extends PDFCloneUtility {
        private final PDDocument document;
        private final PDDocument target;

        Source(PDDocument document, PDDocument target) {
            super(target);
            this.document = document;
            this.target = target;
        }

        PDPage add(int pageNumber) throws IOException {
            PDPage page = document.getPage(pageNumber - 1);
            PDPage copy = new PDPage();
            COSDictionary to = copy.getCOSObject();
            for (COSName box : List.of(COSName.MEDIA_BOX, COSName.CROP_BOX)) {
                // As written: to read and write numbers anew would move everything by a hair.
                COSBase numbers = PDPageTree.getInheritableAttribute(page.getCOSObject(), box);
                if (numbers != null) {
                    to.setItem(box, cloneForNewDocument(numbers));
                }
            }
            copy.setRotation(Math.floorMod(page.getRotation(), 360));
            for (COSName key : PAGE_KEYS) {
                copyItem(page.getCOSObject(), to, key);
            }
            PDResources resources = page.getResources();
            to.setItem(
                    COSName.RESOURCES,
                    resources == null ? new COSDictionary() : cloneForNewDocument(resources.getCOSObject()));
            addAnnotations(page.getCOSObject(), to);
            target.addPage(copy);
            return copy;
        }

        private void copyItem(COSDictionary from, COSDictionary to, COSName key) throws IOException {
            COSBase item = from.getItem(key);
            if (item != null) {
                to.setItem(key, cloneForNewDocument(item));
            }
        }

        /** Notes, stamps and filled fields are kept as pictures; without their keys they lead nowhere. */
        private void addAnnotations(COSDictionary from, COSDictionary to) throws IOException {
            COSArray annotations = from.getCOSArray(COSName.ANNOTS);
            if (annotations == null) {
                return;
            }
            COSArray copies = new COSArray();
            for (int i = 0; i < annotations.size(); i++) {
                if (annotations.getObject(i) instanceof COSDictionary annotation && isShown(annotation)) {
                    COSDictionary copy = new COSDictionary();
                    copy.setItem(COSName.TYPE, COSName.ANNOT);
                    copy.setItem(COSName.SUBTYPE, STAMP);
                    for (COSName key : ANNOTATION_KEYS) {
                        copyItem(annotation, copy, key);
                    }
                    copies.add(copy);
                }
            }
            if (copies.size() > 0) {
                to.setItem(COSName.ANNOTS, copies);
            }
        }

        private static boolean isShown(COSDictionary annotation) {
            return annotation.getDictionaryObject(COSName.AP) != null
                    && !POPUP.equals(annotation.getCOSName(COSName.SUBTYPE));
        }

        /** Which layers are shown: the first file that has layers decides. */
        void copyLayers() throws IOException {
            COSDictionary from = document.getDocumentCatalog().getCOSObject();
            COSDictionary to = target.getDocumentCatalog().getCOSObject();
            @Nullable COSBase layers = from.getDictionaryObject(COSName.OCPROPERTIES);
            if (layers instanceof COSDictionary && !to.containsKey(COSName.OCPROPERTIES)) {
                to.setItem(COSName.OCPROPERTIES, cloneForNewDocument(layers));
            }
        }
    }
}
