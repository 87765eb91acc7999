package org.kartoteka.archive.likeness;

import java.util.Set;

/**
 * Minima of a set under many hash functions: two sets have as large a share of their minima in common as of their elements.
 *
 * <p>After A. Broder, "On the resemblance and containment of documents", 1997. Each minimum stands alone (bands of one row),
 * so that a search engine can look sets up by single terms and rank them by how many they share.
 */
final class MinHash {
    private MinHash() {}

    /** The minima under {@code functions} functions, each cut to 32 bits. The set is not empty. */
    static int[] of(Set<String> elements, int functions) {
        long[] minima = new long[functions];
        java.util.Arrays.fill(minima, Long.MAX_VALUE);
        for (String element : elements) {
            long hash = hash(element);
            for (int i = 0; i < functions; i++) {
                minima[i] = Math.min(minima[i], mixed(hash + i * 0x9e3779b97f4a7c15L) >>> 1);
            }
        }
        int[] cut = new int[functions];
        for (int i = 0; i < functions; i++) {
            cut[i] = (int) minima[i];
        }
        return cut;
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed(hash);
    }

    /** The finalizer of SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): every bit depends on every bit. */
    private static long mixed(long bits) {
        long a = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
