package org.kartoteka.archive.search;

/** Without faults it keeps every promise. */
final class FaultySearchIndexTest extends SearchIndexResultContract {
    @Override
    protected SearchIndex open() {
        return new FaultySearchIndex();
    }

    @Override
    protected boolean inflects() {
        return false;
    }
}
