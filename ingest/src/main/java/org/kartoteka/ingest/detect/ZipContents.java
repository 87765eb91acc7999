package org.kartoteka.ingest.detect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.InputStreamStatistics;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.UnreadableException;

/** The files of a ZIP, in the order of its directory. Their names are only names. */
final class ZipContents {
    private static final long RATIO_MAX = 200;
    /** A blank page packs better than any bomb, but not to this size. */
    private static final long RATIO_MATTERS_BYTES = 32L << 20;

    private ZipContents() {}

    /** Takes what is in the ZIP. */
    interface Taker {
        /** @param content valid during the call; fails with {@code EXPANDS_TOO_FAR} when it grows out of proportion */
        void take(String name, InputStream content) throws IOException, UnreadableException;

        void refuse(String name, Refusal refusal) throws UnreadableException;
    }

    static void each(Path file, Taker taker) throws IOException, UnreadableException {
        try (ZipFile zip = open(file)) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            for (ZipArchiveEntry entry : entries) {
                if (entry.isDirectory() || isLitter(entry.getName())) {
                    continue;
                }
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    taker.refuse(entry.getName(), Refusal.of(Refusal.Code.ENCRYPTED));
                } else if (!zip.canReadEntryData(entry)) {
                    taker.refuse(
                            entry.getName(), new Refusal(Refusal.Code.UNSUPPORTED_TYPE, Map.of("what", "zip-method")));
                } else {
                    take(zip, entry, taker);
                }
            }
        }
    }

    private static ZipFile open(Path file) throws UnreadableException {
        try {
            return ZipFile.builder().setPath(file).get();
        } catch (IOException | RuntimeException _) {
            throw UnreadableException.damaged(Damage.ZIP_DIRECTORY);
        }
    }

    private static void take(ZipFile zip, ZipArchiveEntry entry, Taker taker) throws IOException, UnreadableException {
        try (InputStream content = content(zip, entry)) {
            taker.take(entry.getName(), content);
        } catch (TooDense e) {
            throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, e.limit, e.found);
        } catch (ZipException _) {
            taker.refuse(entry.getName(), Damage.ZIP_ENTRY.refusal());
        }
    }

    private static InputStream content(ZipFile zip, ZipArchiveEntry entry) throws ZipException {
        try {
            return new Watched(zip.getInputStream(entry));
        } catch (IOException | RuntimeException _) {
            throw new ZipException("entry cannot be opened");
        }
    }

    /** What computers put into every ZIP and nobody sent. */
    private static boolean isLitter(String name) {
        return name.startsWith("__MACOSX/")
                || name.endsWith(".DS_Store")
                || name.endsWith("Thumbs.db")
                || name.endsWith("desktop.ini");
    }

    private static final class TooDense extends IOException {
        private static final long serialVersionUID = 1L;
        private final long limit;
        private final long found;

        TooDense(long limit, long found) {
            super("component grows out of proportion");
            this.limit = limit;
            this.found = found;
        }
    }

    private static final class Watched extends FilterInputStream {
        private final InputStream source;
        private long unpacked;

        Watched(InputStream in) {
            super(in);
            source = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = inner(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        /** Told apart from a failure to write what was read: this is the sender's fault, that is ours. */
        private int inner(byte[] buffer, int offset, int length) throws ZipException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException | RuntimeException _) {
                throw new ZipException("entry cannot be unpacked");
            }
        }

        private void count(int read) throws IOException {
            unpacked += read;
            if (unpacked < RATIO_MATTERS_BYTES || !(source instanceof InputStreamStatistics statistics)) {
                return;
            }
            long ratio = unpacked / Math.max(1, statistics.getCompressedCount());
            if (ratio > RATIO_MAX) {
                throw new TooDense(RATIO_MAX, ratio);
            }
        }
    }
}
