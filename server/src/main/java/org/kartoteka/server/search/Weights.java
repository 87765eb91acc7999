package org.kartoteka.server.search;

/**
 * What a match adds to a hit's score, the same for every engine: the word itself scores above its inflections, those above
 * words with an error of recognition.
 */
public final class Weights {
    public static final float EXACT = 2;
    public static final float INFLECTED = 0.5f;
    public static final float NUMBER = 5;
    public static final float NEAR = 0.05f;

    private Weights() {}
}
