package org.kartoteka.ingest.page;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/**
 * An open PDF whose page tree was walked with guards and flattened, so that no later step can run around in it.
 *
 * <p>PDFBox mends broken cross references by itself. What it mends is taken only when all pages of the tree are there with
 * their contents: a file cut off in the middle is refused rather than archived in part.
 */
final class PdfFile implements Closeable {
    private static final long MAIN_MEMORY_BYTES = 32L << 20;
    private static final int TREE_DEPTH_MAX = 200;
    private static final List<COSName> INHERITED =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    static {
        // The fonts of a machine must not decide what a page looks like.
        BundledFont.useForPdf();
    }

    private final PDDocument document;
    private final int pageCount;

    private record Node(COSDictionary dictionary, int depth) {}

    PdfFile(Path file, Limits limits) throws IOException, UnreadableException {
        document = load(file);
        try {
            pageCount = flatten(limits);
        } catch (UnreadableException e) {
            document.close();
            throw e;
        } catch (RuntimeException _) {
            // PDFBox answers some broken structures with casts and null pointers.
            document.close();
            throw UnreadableException.damaged(Damage.PDF_STRUCTURE);
        }
    }

    private static PDDocument load(Path file) throws IOException, UnreadableException {
        try {
            var memory = MemoryUsageSetting.setupMixed(MAIN_MEMORY_BYTES);
            return Loader.loadPDF(file.toFile(), "", memory.streamCache);
        } catch (InvalidPasswordException _) {
            throw new UnreadableException(Refusal.of(Refusal.Code.ENCRYPTED));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("security handler")) {
                throw new UnreadableException(Refusal.of(Refusal.Code.ENCRYPTED));
            }
            throw UnreadableException.damaged(Damage.PDF_STRUCTURE);
        } catch (RuntimeException | StackOverflowError _) {
            throw UnreadableException.damaged(Damage.PDF_STRUCTURE);
        }
    }

    int pageCount() {
        return pageCount;
    }

    PDDocument document() {
        return document;
    }

    /** @param pageNumber from 1 */
    PDPage page(int pageNumber) {
        return document.getPage(pageNumber - 1);
    }

    private int flatten(Limits limits) throws UnreadableException {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        COSDictionary root = catalog.getCOSDictionary(COSName.PAGES);
        if (root == null) {
            throw UnreadableException.damaged(Damage.PDF_PAGE_TREE);
        }
        int promised = root.getInt(COSName.COUNT, -1);
        List<COSDictionary> pages = walk(root, limits);
        if (promised > pages.size()) {
            throw new UnreadableException(Damage.PDF_PAGES_MISSING.refusal(
                    java.util.Map.of("limit", "" + promised, "found", "" + pages.size())));
        }
        if (pages.isEmpty()) {
            throw new UnreadableException(Refusal.of(Refusal.Code.NO_PAGES));
        }
        COSArray kids = new COSArray();
        COSDictionary flat = new COSDictionary();
        for (COSDictionary page : pages) {
            page.setItem(COSName.PARENT, flat);
            kids.add(page);
        }
        flat.setItem(COSName.TYPE, COSName.PAGES);
        flat.setItem(COSName.KIDS, kids);
        flat.setInt(COSName.COUNT, pages.size());
        catalog.setItem(COSName.PAGES, flat);
        return pages.size();
    }

    private static List<COSDictionary> walk(COSDictionary root, Limits limits) throws UnreadableException {
        List<COSDictionary> pages = new ArrayList<>();
        Set<COSDictionary> seen = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(root, 0));
        while (!open.isEmpty()) {
            Node node = open.pop();
            COSDictionary dictionary = node.dictionary();
            COSArray kids = dictionary.getCOSArray(COSName.KIDS);
            boolean inner = kids != null && !COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE));
            if (!inner) {
                // The same page may stand in the tree twice; it is copied, its contents are not.
                pages.add(seen.add(dictionary) ? dictionary : new COSDictionary(dictionary));
                if (pages.size() > limits.pagesMax()) {
                    throw tooManyPages(root, limits, pages.size());
                }
                continue;
            }
            if (!seen.add(dictionary) || node.depth() > TREE_DEPTH_MAX) {
                throw UnreadableException.damaged(Damage.PDF_PAGE_TREE_LOOP);
            }
            for (int i = kids.size() - 1; i >= 0; i--) {
                if (kids.getObject(i) instanceof COSDictionary kid) {
                    inherit(dictionary, kid);
                    open.push(new Node(kid, node.depth() + 1));
                }
            }
        }
        return pages;
    }

    private static UnreadableException tooManyPages(COSDictionary root, Limits limits, int walked) {
        int promised = root.getInt(COSName.COUNT, 0);
        return UnreadableException.over(Refusal.Code.TOO_MANY_PAGES, limits.pagesMax(), Math.max(promised, walked));
    }

    private static void inherit(COSDictionary from, COSDictionary to) {
        for (COSName name : INHERITED) {
            COSBase value = from.getItem(name);
            if (value != null && to.getItem(name) == null) {
                to.setItem(name, value);
            }
        }
    }

    /** Refuses a file whose pages refer to contents that are not there, as after a break in the transfer. */
    void checkContents() throws UnreadableException {
        Set<COSBase> good = new HashSet<>();
        for (int i = 1; i <= pageCount; i++) {
            COSDictionary page = page(i).getCOSObject();
            COSBase contents = page.getDictionaryObject(COSName.CONTENTS);
            boolean missing = contents == null && isReference(page.getItem(COSName.CONTENTS));
            if (contents instanceof COSArray array) {
                missing = hasMissing(array);
            }
            COSDictionary resources = page.getCOSDictionary(COSName.RESOURCES);
            COSDictionary objects = resources == null ? null : resources.getCOSDictionary(COSName.XOBJECT);
            if (objects != null && good.add(objects)) {
                for (COSName name : objects.keySet()) {
                    missing |= objects.getDictionaryObject(name) == null;
                }
            }
            if (missing) {
                throw new UnreadableException(
                        Damage.PDF_CONTENT_MISSING.refusal(java.util.Map.of("page", Integer.toString(i))));
            }
        }
    }

    private static boolean hasMissing(COSArray array) {
        for (int i = 0; i < array.size(); i++) {
            if (array.getObject(i) == null && isReference(array.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReference(@Nullable COSBase item) {
        return item instanceof COSObject;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
