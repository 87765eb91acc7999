package org.kartoteka.server.benchmark.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How well queries were answered.
 *
 * @param answers one for each query that has an answer in the collection
 */
public record SearchScores(List<Answer> answers) {
    static final int FIRST = 10;

    public SearchScores {
        answers = List.copyOf(answers);
    }

    /**
     * How well one query was answered.
     *
     * @param ndcg of the first ten hits, against the best order there could be: 0 to 1
     * @param reciprocalRank 1 divided by the place of the first relevant hit of the first ten, 0 without one
     * @param recall share of the relevant documents among the first ten hits, of as many as could be there
     */
    public record Answer(
            String language,
            String kind,
            String typed,
            long total,
            double ndcg,
            double reciprocalRank,
            double recall,
            double milliseconds) {

        /** Scores the grades of the first hits, best place first, against those of all documents. */
        static Answer of(JudgedQuery query, long total, List<Integer> found, List<Integer> all, double milliseconds) {
            List<Integer> ideal = all.stream().sorted(Comparator.reverseOrder()).toList();
            int first = 0;
            while (first < found.size() && found.get(first) == 0) {
                first++;
            }
            long relevant = all.stream().filter(grade -> grade > 0).count();
            long hit = found.stream().filter(grade -> grade > 0).count();
            return new Answer(
                    query.language(),
                    query.kind(),
                    query.typed(),
                    total,
                    gain(found) / gain(ideal),
                    first < found.size() ? 1.0 / (first + 1) : 0,
                    (double) hit / Math.min(relevant, FIRST),
                    milliseconds);
        }

        private static double gain(List<Integer> grades) {
            double gain = 0;
            for (int place = 0; place < Math.min(FIRST, grades.size()); place++) {
                gain += ((1 << grades.get(place)) - 1) * Math.log(2) / Math.log(place + 2);
            }
            return gain;
        }
    }

    /** Those of one kind, of one language or of both. */
    public SearchScores where(Predicate<Answer> wanted) {
        return new SearchScores(answers.stream().filter(wanted).toList());
    }

    public double ndcg() {
        return mean(Answer::ndcg);
    }

    public double meanReciprocalRank() {
        return mean(Answer::reciprocalRank);
    }

    public double recall() {
        return mean(Answer::recall);
    }

    /** Share of the queries without any hit. */
    public double zeroHits() {
        return mean(answer -> answer.total() == 0 ? 1.0 : 0.0);
    }

    double medianMilliseconds() {
        List<Double> times = answers.stream().map(Answer::milliseconds).sorted().toList();
        return times.isEmpty() ? 0 : times.get(times.size() / 2);
    }

    List<String> values(Function<Answer, String> property) {
        return answers.stream().map(property).distinct().toList();
    }

    private double mean(Function<Answer, Double> score) {
        return answers.stream().mapToDouble(score::apply).average().orElse(0);
    }

    static SearchScores together(Stream<SearchScores> several) {
        List<Answer> all = new ArrayList<>();
        several.forEach(scores -> all.addAll(scores.answers()));
        return new SearchScores(all);
    }
}
