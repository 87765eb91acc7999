package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.CaseFileOpeningAsked;
import org.kartoteka.api.answer.CaseFileSummary;
import org.kartoteka.api.rest.Today;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChanges;
import org.kartoteka.archive.casefile.CaseFileEntry;
import org.kartoteka.archive.casefile.CaseFileExists;
import org.kartoteka.archive.casefile.CaseFileList;
import org.kartoteka.archive.casefile.CaseFileQuery;
import org.kartoteka.archive.casefile.CaseFileQuery.Order;
import org.kartoteka.archive.casefile.InvalidCaseFile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of case files, and the form that opens one. */
@Controller
final class CaseFilesPage {
    private static final int PER_PAGE = 50;
    private static final int TEXT_LENGTH_MAX = 200;
    private static final List<String> LISTS = List.of("open", "mine", "overdue", "unseen", "closed");
    private static final List<String> INPUTS =
            List.of("reference", "title", "customers", "contracts", "assignee", "due", "request");

    private final CaseFileList list;
    private final CaseFileChanges changes;
    private final Today today;

    CaseFilesPage(CaseFileList list, CaseFileChanges changes, Today today) {
        this.list = list;
        this.changes = changes;
        this.today = today;
    }

    @GetMapping("/case-files")
    String caseFiles(
            @RequestParam(name = "list", defaultValue = "open") String shown,
            @RequestParam(name = "q", defaultValue = "") String text,
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestParam(name = "reference", defaultValue = "") String reference,
            Model model) {
        Map<String, String> opening = new LinkedHashMap<>();
        opening.put("reference", cut(reference));
        model.addAttribute("opening", opening);
        return page(shown, text, after, model);
    }

    private String page(String asked, String text, String after, Model model) {
        String shown = LISTS.contains(asked) ? asked : LISTS.getFirst();
        String words = cut(text);
        LocalDate day = today.day();
        CaseFileQuery query = query(shown, words, day);
        List<CaseFileEntry> found = list.find(query, after, PER_PAGE + 1);
        List<CaseFileEntry> here = found.subList(0, Math.min(PER_PAGE, found.size()));
        Map<String, Long> counts = new LinkedHashMap<>();
        LISTS.forEach(name -> counts.put(name, list.count(query(name, "", day))));
        model.addAttribute(
                "view",
                new CaseFileListView(
                        shown,
                        counts,
                        words,
                        here.stream()
                                .map(entry -> CaseFileSummary.of(entry, day))
                                .toList(),
                        found.size() > PER_PAGE ? query.order().position(here.getLast()) : null,
                        after.isEmpty(),
                        list.count(query)));
        model.addAttribute("request", UUID.randomUUID().toString());
        model.addAttribute("me", Callers.currentUser());
        return "kartoteka/case-files";
    }

    private static CaseFileQuery query(String shown, String text, LocalDate day) {
        Optional<CaseFile.State> open = Optional.of(CaseFile.State.OPEN);
        Optional<String> nobody = Optional.empty();
        Optional<LocalDate> whenever = Optional.empty();
        return switch (shown) {
            case "mine" ->
                new CaseFileQuery(open, Optional.of(Callers.currentUser()), whenever, false, text, Order.DUE);
            case "overdue" -> new CaseFileQuery(open, nobody, Optional.of(day), false, text, Order.DUE);
            case "unseen" -> new CaseFileQuery(Optional.empty(), nobody, whenever, true, text, Order.CHANGED);
            case "closed" ->
                new CaseFileQuery(Optional.of(CaseFile.State.CLOSED), nobody, whenever, false, text, Order.CHANGED);
            default -> new CaseFileQuery(open, nobody, whenever, false, text, Order.CHANGED);
        };
    }

    @PostMapping("/case-files")
    String open(
            @RequestParam Map<String, String> sent,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Map<String, String> typed = new LinkedHashMap<>();
        INPUTS.forEach(name -> typed.put(name, cut(sent.getOrDefault(name, ""))));
        try {
            CaseFile file = changes.open(
                    new CaseFileOpeningAsked(
                                    typed.get("reference"),
                                    typed.get("title"),
                                    CaseFileForm.parts(typed.getOrDefault("customers", "")),
                                    CaseFileForm.parts(typed.getOrDefault("contracts", "")),
                                    typed.get("assignee"),
                                    typed.get("due"))
                            .opening(typed.getOrDefault("request", "")),
                    Callers.currentActor());
            redirect.addAttribute("reference", file.reference().value());
            return "redirect:/case-files/{reference}";
        } catch (CaseFileExists e) {
            return again(HttpStatus.CONFLICT, "exists", typed, model, response);
        } catch (InvalidCaseFile e) {
            return again(HttpStatus.BAD_REQUEST, e.part(), typed, model, response);
        } catch (BadRequest e) {
            String part = typed.getOrDefault("due", "").isEmpty() ? "reference" : "due";
            return again(HttpStatus.BAD_REQUEST, part, typed, model, response);
        }
    }

    private String again(
            HttpStatus status, String invalid, Map<String, String> typed, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("opening", typed);
        model.addAttribute("invalid", invalid);
        return page("open", "", "", model);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), TEXT_LENGTH_MAX)).strip();
    }
}
