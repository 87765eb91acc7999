package org.kartoteka.archive.search;

final class InMemorySearchIndexTest extends SearchIndexResultContract {
    @Override
    protected SearchIndex open() {
        return new InMemorySearchIndex();
    }

    @Override
    protected boolean inflects() {
        return false;
    }
}
