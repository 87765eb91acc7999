package org.kartoteka.archive.store;

final class InMemoryObjectStoreTest extends ObjectStoreContract {
    private ObjectStore current = new InMemoryObjectStore();

    @Override
    protected ObjectStore newStore() {
        current = new InMemoryObjectStore();
        return current;
    }

    @Override
    protected ObjectStore sameStoreAgain() {
        return current;
    }
}
