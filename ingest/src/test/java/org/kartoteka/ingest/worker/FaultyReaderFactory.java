package org.kartoteka.ingest.worker;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.ReadingSettings;
import org.kartoteka.ingest.ScanReader;

/**
 * A reader that does what the file tells it: every way in which real documents have ended a reader.
 *
 * <p>The file holds a verb and an argument. The verb {@code once} does the rest of the line the first time only, as the
 * argument names a marker file.
 */
public final class FaultyReaderFactory implements ScanReaderFactory {
    @Override
    public ScanReader open(ReadingSettings settings) {
        if (settings.languages().contains("fails")) {
            throw new IllegalStateException("models are missing");
        }
        return new FaultyReader(settings);
    }

    private static final class FaultyReader implements ScanReader {
        private final ReadingSettings settings;
        private final List<Object> kept = new ArrayList<>();
        private int counted;

        FaultyReader(ReadingSettings settings) {
            this.settings = settings;
        }

        @Override
        public ExamineResult examine(ExamineRequest request) {
            String[] order = order(request.file());
            Path part = order[0].equals("outside")
                    ? Path.of(order[1])
                    : request.workFolder().resolve("part");
            try {
                if (order[0].equals("unpack-and-crash") && !Files.exists(Path.of(order[1]))) {
                    Files.createFile(Path.of(order[1]));
                    Files.createDirectories(request.workFolder().resolve("half/way"));
                    Files.writeString(request.workFolder().resolve("half/way/part"), "half");
                    Runtime.getRuntime().halt(42);
                }
                if (!order[0].equals("outside")) {
                    Files.writeString(part, "part");
                }
                if (order[0].equals("link")) {
                    Files.delete(part);
                    Files.createSymbolicLink(part, Path.of(order[1]));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new ExamineResult.Examined(
                    "text/plain", List.of(new ExamineResult.Part(0, part, "part", "text/plain", 1, Optional.empty())));
        }

        @Override
        public PageResult readPage(PageRequest request) {
            return page(obey(order(request.file())));
        }

        @Override
        public ComposeResult compose(ComposeRequest request) {
            long words = request.pages().stream()
                    .map(ComposeRequest.Page::result)
                    .mapToLong(result -> result instanceof PageResult.PageRead read
                            ? read.words().size()
                            : 0)
                    .sum();
            return new ComposeResult.Composed(
                    "words-" + words, 0.5, Map.of("letter", 0.25), List.of("word"), "", List.of(), Optional.empty());
        }

        @Override
        public String recipe() {
            return "faulty000000";
        }

        @Override
        public Provenance provenance() {
            return new Provenance(
                    "faulty", Map.of(), Map.of("languages", settings.languages().toString()));
        }

        @Override
        public void close() {}

        private String obey(String[] order) {
            return switch (order[0]) {
                case "say" -> order[1];
                case "count" -> Integer.toString(++counted);
                case "pid" -> Long.toString(ProcessHandle.current().pid());
                case "environment" ->
                    new TreeSet<>(System.getenv().keySet()) + " in "
                            + Path.of("").toAbsolutePath();
                case "halt" -> halt();
                case "fault" -> fault();
                case "hang" -> hang();
                case "hang-in-native-code" -> hangInNativeCode();
                case "hang-with-child" -> hangWithChild();
                case "eat-heap" -> eatHeap();
                case "eat-native-memory" -> eatNativeMemory(Long.parseLong(order[1]));
                case "print" -> print();
                case "forge" -> forge();
                case "throw" -> throw new IllegalStateException("Jānis Bērziņš, +371 2999");
                case "overflow" -> overflow(0);
                case "half-a-character" -> "a" + Character.MIN_HIGH_SURROGATE + "b";
                case "nothing" -> "";
                case "flood" -> flood();
                case "wait-for" -> waitFor(Path.of(order[1]));
                case "once" -> once(order[1]);
                default -> throw new IllegalArgumentException(order[0]);
            };
        }

        private String once(String rest) {
            String[] words = rest.split(" ", 2);
            try {
                if (!Files.exists(Path.of(words[0]))) {
                    Files.createFile(Path.of(words[0]));
                    return obey(words(words[1]));
                }
                return "second time";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String halt() {
            Runtime.getRuntime().halt(42);
            return "";
        }

        private static String fault() {
            new Pointer(8).setInt(0, 1);
            return "";
        }

        private static String hang() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        }

        private static String hangInNativeCode() {
            Function pause = NativeLibrary.getProcess().getFunction("sleep");
            pause.invokeInt(new Object[] {10_000});
            return "";
        }

        private static String hangWithChild() {
            try {
                new ProcessBuilder("sleep", "98765").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return hang();
        }

        private String eatHeap() {
            while (true) {
                kept.add(new byte[1 << 20]);
            }
        }

        private String eatNativeMemory(long mebibytes) {
            for (int i = 0; i < mebibytes; i++) {
                Memory memory = new Memory(1 << 20);
                memory.setMemory(0, memory.size(), (byte) 1);
                kept.add(memory);
            }
            return "ate";
        }

        private static String print() {
            System.out.println("KWK1{\"is\":\"PageDone\"}");
            Function write = NativeLibrary.getProcess().getFunction("write");
            byte[] text = "KWK1 garbage by native code\n".getBytes(StandardCharsets.UTF_8);
            write.invokeInt(new Object[] {1, text, text.length});
            return "printed";
        }

        private static String forge() {
            try (OutputStream replies = new FileOutputStream("/dev/fd/3")) {
                replies.write("KWK1 this is no message".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return hang();
        }

        @SuppressWarnings("InfiniteRecursion")
        private static String overflow(int depth) {
            return overflow(depth + 1) + depth;
        }

        private static String flood() {
            for (int i = 0; i < 100_000; i++) {
                System.err.println("Jānis Bērziņš lives in this line, again and again, number " + i);
            }
            return "flooded";
        }

        private static String waitFor(Path file) {
            while (!Files.exists(file)) {
                LockSupport.parkNanos(5_000_000);
            }
            return "waited";
        }

        private static String[] order(Path file) {
            try {
                return words(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String[] words(String order) {
            String[] words = order.split(" ", 2);
            return words.length == 2 ? words : new String[] {order, ""};
        }

        private static PageResult page(String text) {
            return new PageResult.PageRead(
                    "recognised",
                    "en",
                    1,
                    0,
                    0,
                    false,
                    false,
                    0.1,
                    100,
                    200,
                    0.9,
                    text.strip(),
                    List.of(new PageResult.Word(text.strip(), 1, 2, 3, 4, 1, 0.9)),
                    List.of(),
                    List.of(),
                    "");
        }
    }
}
