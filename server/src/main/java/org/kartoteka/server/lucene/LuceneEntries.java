package org.kartoteka.server.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.IndexEntries;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Standing;

/**
 * The entries of an index as it was last made durable, read beside a service that may be writing it. Changes nothing, takes no
 * lock, and does not see what comes later.
 */
public final class LuceneEntries implements IndexEntries, AutoCloseable {
    private final DirectoryReader reader;

    private LuceneEntries(DirectoryReader reader) {
        this.reader = reader;
    }

    /** Opens what is durable of the index in this folder. @throws SearchUnavailable there is none, or it cannot be read */
    public static LuceneEntries open(Path path) {
        try {
            IndexFolder folder = new IndexFolder(path);
            IndexFolder.Name name = folder.current()
                    .orElseThrow(() -> new SearchUnavailable(
                            "there is no search index in " + path + "; run: kartoteka reindex", null));
            return new LuceneEntries(DirectoryReader.open(FSDirectory.open(folder.path(name))));
        } catch (IOException e) {
            throw new SearchUnavailable("cannot read the search index in " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Long> version(DocumentId id) {
        try {
            return standing(reader, id).flatMap(Standing::version);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the search index", e);
        }
    }

    @Override
    public long size() {
        try {
            return new IndexSearcher(reader).count(LuceneQueries.entries());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the search index", e);
        }
    }

    @Override
    public void forEach(Consumer<Entry> consumer) {
        try {
            forEach(reader, consumer);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the search index", e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        reader.directory().close();
    }

    /** Entries that share enough with the fingerprint, those with the most and rarest terms first. */
    static List<DocumentId> alike(IndexSearcher searcher, Fingerprint fingerprint, DocumentId except, int limit)
            throws IOException {
        if (fingerprint.terms().size() < Fingerprint.SHARED_MIN || limit < 1) {
            return List.of();
        }
        List<DocumentId> found = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(LuceneQueries.alike(fingerprint, except), limit).scoreDocs) {
            LeafReaderContext leaf =
                    searcher.getLeafContexts().get(ReaderUtil.subIndex(hit.doc, searcher.getLeafContexts()));
            SortedDocValues ids = DocValues.getSorted(leaf.reader(), IndexFields.ID);
            if (ids.advanceExact(hit.doc - leaf.docBase)) {
                found.add(new DocumentId(ids.lookupOrd(ids.ordValue()).utf8ToString()));
            }
        }
        return List.copyOf(found);
    }

    /** Of the entry or the removal that is there. */
    static Optional<Long> standing(IndexReader reader, DocumentId id) throws IOException {
        Term term = new Term(IndexFields.ID, id.value());
        for (LeafReaderContext context : reader.leaves()) {
            LeafReader leaf = context.reader();
            PostingsEnum postings = leaf.postings(term, PostingsEnum.NONE);
            Bits live = leaf.getLiveDocs();
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(postings.docID())) {
                    NumericDocValues standings = DocValues.getNumeric(leaf, DocumentMapping.STANDING);
                    standings.advanceExact(postings.docID());
                    return Optional.of(standings.longValue());
                }
            }
        }
        return Optional.empty();
    }

    static void forEach(IndexReader reader, Consumer<Entry> consumer) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            SortedDocValues ids = DocValues.getSorted(leaf.reader(), IndexFields.ID);
            NumericDocValues standings = DocValues.getNumeric(leaf.reader(), DocumentMapping.STANDING);
            Bits live = leaf.reader().getLiveDocs();
            while (ids.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(ids.docID())) {
                    standings.advanceExact(ids.docID());
                    String id = ids.lookupOrd(ids.ordValue()).utf8ToString();
                    Standing.version(standings.longValue())
                            .ifPresent(version -> consumer.accept(new Entry(new DocumentId(id), version)));
                }
            }
        }
    }
}
