package org.kartoteka.archive.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises. A subclass only says how to open one. */
public abstract class ObjectStoreContract {
    private ObjectStore store;

    /** A fresh, empty store. */
    protected abstract ObjectStore newStore() throws IOException;

    /** Another view of the store last given by {@link #newStore}, as another process would have it. */
    protected abstract ObjectStore sameStoreAgain() throws IOException;

    @BeforeEach
    final void openStore() throws IOException {
        store = newStore();
    }

    @Test
    void givesBackTheBytesThatWereCreated() throws IOException {
        store.create(key("a/b/c.bin"), content("hello"));

        assertThat(text(store.open(key("a/b/c.bin")))).isEqualTo("hello");
        assertThat(store.size(key("a/b/c.bin"))).hasValue(5);
        assertThat(text(sameStoreAgain().open(key("a/b/c.bin")))).isEqualTo("hello");
    }

    @Test
    void holdsAnEmptyObjectAndALargeOne() throws IOException {
        byte[] large = new byte[3_000_001];
        new Random(7).nextBytes(large);

        store.create(key("empty"), content(""));
        store.create(key("large"), ObjectContent.of(large));

        assertThat(text(store.open(key("empty")))).isEmpty();
        assertThat(store.size(key("empty"))).hasValue(0);
        try (InputStream in = store.open(key("large"))) {
            assertThat(Digest.of(in)).isEqualTo(Digest.of(large));
        }
    }

    @Test
    void neverReplacesAnObject() throws IOException {
        store.create(key("taken"), content("first"));

        assertThatThrownBy(() -> store.create(key("taken"), content("second")))
                .isInstanceOf(ObjectStoreException.AlreadyExists.class)
                .hasMessageContaining("taken");
        assertThatThrownBy(() -> sameStoreAgain().create(key("taken"), content("third")))
                .isInstanceOf(ObjectStoreException.AlreadyExists.class);
        assertThat(text(store.open(key("taken")))).isEqualTo("first");
    }

    @Test
    void letsExactlyOneOfManyWritersHaveAKey() throws Exception {
        ObjectStore other = sameStoreAgain();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            ObjectStore view = i % 2 == 0 ? store : other;
            String text = "writer " + i;
            writers.add(() -> wins(view, text));
        }

        int winners = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> outcome : threads.invokeAll(writers)) {
                winners += outcome.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
        assertThat(text(store.open(key("contended/key")))).startsWith("writer ");
    }

    private static boolean wins(ObjectStore view, String text) {
        try {
            view.create(key("contended/key"), content(text));
            return true;
        } catch (ObjectStoreException.AlreadyExists _) {
            return false;
        }
    }

    @Test
    void refusesContentThatIsNotWhatItSays() {
        byte[] bytes = "what came".getBytes(UTF_8);
        ObjectContent otherDigest = new ObjectContent.Known(
                bytes.length, Digest.of("what was said".getBytes(UTF_8)), () -> new ByteArrayInputStream(bytes));
        ObjectContent otherSize =
                new ObjectContent.Known(bytes.length + 1L, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));

        assertThatThrownBy(() -> store.create(key("x"), otherDigest)).isInstanceOf(ObjectStoreException.Corrupt.class);
        assertThatThrownBy(() -> store.create(key("x"), otherSize)).isInstanceOf(ObjectStoreException.Corrupt.class);
        assertThat(store.size(key("x"))).isEmpty();
        assertThat(store.list("", "", 10)).isEmpty();
    }

    @Test
    void stopsReadingContentThatDoesNotEndWhereItSays() {
        ObjectContent endless = new ObjectContent.Known(10, Digest.of(new byte[10]), EndlessStream::new);

        assertThatThrownBy(() -> store.create(key("x"), endless)).isInstanceOf(ObjectStoreException.Corrupt.class);
        assertThat(store.list("", "", 10)).isEmpty();
    }

    @Test
    void leavesNothingWhereTheContentBreaksOff() {
        ObjectContent broken = new ObjectContent.Known(10, Digest.of(new byte[10]), BreakingStream::new);

        assertThatThrownBy(() -> store.create(key("x"), broken))
                .isInstanceOfSatisfying(
                        ObjectStoreException.Unavailable.class,
                        e -> assertThat(e.retryable()).isTrue());
        assertThat(store.size(key("x"))).isEmpty();
        assertThat(store.list("", "", 10)).isEmpty();
    }

    @Test
    void tellsWhatIsMissing() {
        assertThatThrownBy(() -> store.open(key("no/such"))).isInstanceOf(ObjectStoreException.Missing.class);
        assertThatThrownBy(() -> store.open(key("no/such"), 0, 1)).isInstanceOf(ObjectStoreException.Missing.class);
        assertThat(store.size(key("no/such"))).isEmpty();

        store.create(key("no/such/deeper"), content("x"));

        assertThatThrownBy(() -> store.open(key("no/such"))).isInstanceOf(ObjectStoreException.Missing.class);
        assertThat(store.size(key("no/such"))).isEmpty();
        assertThat(store.size(key("no/such/deeper/still"))).isEmpty();
    }

    @Test
    void opensRanges() throws IOException {
        store.create(key("digits"), content("0123456789"));

        assertThat(text(store.open(key("digits"), 0, 3))).isEqualTo("012");
        assertThat(text(store.open(key("digits"), 4, 1))).isEqualTo("4");
        assertThat(text(store.open(key("digits"), 8, 100))).isEqualTo("89");
        assertThat(text(store.open(key("digits"), 10, 5))).isEmpty();
        assertThat(text(store.open(key("digits"), 99, 5))).isEmpty();
        assertThat(text(store.open(key("digits"), 3, 0))).isEmpty();
        assertThatThrownBy(() -> store.open(key("digits"), -1, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsInTheOrderOfKeysAcrossFolders() {
        for (String name : List.of("a/b", "a-b", "a.b", "a0", "a/b-c/d", "a/b.c", "a/b0/x", "b/a", "Z", "_")) {
            store.create(key(name), content(name));
        }

        List<String> expected = new ArrayList<>(
                new TreeSet<>(List.of("a/b", "a-b", "a.b", "a0", "a/b-c/d", "a/b.c", "a/b0/x", "b/a", "Z", "_")));
        assertThat(names(store.list("", "", 100))).isEqualTo(expected);
        assertThat(names(store.list("a/b", "", 100))).containsExactly("a/b", "a/b-c/d", "a/b.c", "a/b0/x");
        assertThat(names(store.list("a/", "a/b.c", 100))).containsExactly("a/b0/x");
        assertThat(store.list("c", "", 100)).isEmpty();
        assertThat(store.list("a", "b", 100)).isEmpty();
    }

    @Test
    void listsTheSameByAnyPageSizeFromAnyPlace() {
        Random random = new Random(42);
        TreeSet<String> all = new TreeSet<>();
        while (all.size() < 120) {
            String folder = "f" + random.nextInt(3) + "/" + "ab-.0".charAt(random.nextInt(5)) + "x";
            String name = (folder + (random.nextBoolean() ? "/" + random.nextInt(30) : "-" + random.nextInt(30)))
                    .replace("/.", "/")
                    .replace("/-", "/");
            if (all.stream().noneMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"))) {
                all.add(name);
            }
        }
        all.forEach(name -> store.create(key(name), content(name)));

        for (String prefix : List.of("", "f1", "f1/", "f2/a", "f0/bx/", "f0/bx/1", "g")) {
            for (int limit : new int[] {1, 7, 1000}) {
                List<String> expected =
                        all.stream().filter(name -> name.startsWith(prefix)).toList();
                assertThat(names(paged(prefix, limit)))
                        .as("prefix '%s', %d at once", prefix, limit)
                        .isEqualTo(expected);
            }
        }
        for (String after : List.of("f1/ax", "f1/ax0", "f0/zzz", "f2/bx/", "f1")) {
            assertThat(names(store.list("f", after, 1000)))
                    .as("after '%s'", after)
                    .isEqualTo(all.tailSet(after, false).stream().toList());
        }
    }

    private List<ObjectKey> paged(String prefix, int limit) {
        List<ObjectKey> all = new ArrayList<>();
        String after = "";
        for (List<ObjectKey> page = store.list(prefix, after, limit);
                !page.isEmpty();
                page = store.list(prefix, after, limit)) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            after = page.getLast().value();
        }
        return all;
    }

    @Test
    void listsANewObjectAtOnceAlsoInAnotherView() throws IOException {
        ObjectStore other = sameStoreAgain();
        for (int i = 0; i < 50; i++) {
            store.create(key("folder/%03d".formatted(i)), content("x"));
            assertThat(other.list("folder/", "", 100)).hasSize(i + 1);
        }
    }

    @Test
    void deletesAndDoesNotMindWhatIsNotThere() {
        store.create(key("todo/read/a"), content("x"));
        store.create(key("todo/read/b"), content("x"));

        store.delete(key("todo/read/a"));
        store.delete(key("todo/read/a"));
        store.delete(key("todo"));
        store.delete(key("never/was"));

        assertThat(names(store.list("", "", 10))).containsExactly("todo/read/b");
        store.create(key("todo/read/a"), content("again"));
        assertThat(store.size(key("todo/read/a"))).hasValue(5);
    }

    protected static ObjectKey key(String value) {
        return new ObjectKey(value);
    }

    protected static ObjectContent content(String text) {
        return ObjectContent.of(text.getBytes(UTF_8));
    }

    protected static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static List<String> names(List<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::value).toList();
    }

    private static final class EndlessStream extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }

    private static final class BreakingStream extends InputStream {
        private int left = 5;

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("the source broke off");
            }
            return 0;
        }
    }
}
