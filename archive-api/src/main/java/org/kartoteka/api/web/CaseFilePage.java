package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.api.answer.CaseFileAsked;
import org.kartoteka.api.answer.NoteAsked;
import org.kartoteka.api.answer.TimelineAnswer;
import org.kartoteka.api.answer.TimelineAnswers;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChange;
import org.kartoteka.archive.casefile.CaseFileChanged;
import org.kartoteka.archive.casefile.CaseFileChanges;
import org.kartoteka.archive.casefile.InvalidCaseFile;
import org.kartoteka.archive.identity.CaseReference;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case file: how it stands, its documents, what happened, and what can be done. */
@Controller
final class CaseFilePage {
    private static final int DOCUMENTS_PER_PAGE = 50;
    private static final int ENTRIES_PER_PAGE = 40;
    private static final int PAGE_MAX = 10_000;

    private final CaseFileAnswers caseFiles;
    private final TimelineAnswers timelines;
    private final CaseFileChanges changes;

    CaseFilePage(CaseFileAnswers caseFiles, TimelineAnswers timelines, CaseFileChanges changes) {
        this.caseFiles = caseFiles;
        this.timelines = timelines;
        this.changes = changes;
    }

    @GetMapping("/case-files/{reference}")
    String caseFile(
            @PathVariable("reference") String reference,
            @RequestParam(name = "page", defaultValue = "1") int page,
            @RequestParam(name = "before", defaultValue = "") String before,
            @RequestParam(name = "saved", defaultValue = "false") boolean saved,
            Model model,
            Locale locale) {
        Asked.within("page", page, 1, PAGE_MAX);
        model.addAttribute("saved", saved);
        CaseFileAnswer file = show(Asked.caseFile(reference), page, before, model, locale);
        model.addAttribute("form", CaseFileForm.of(file));
        return "kartoteka/case-file";
    }

    private CaseFileAnswer show(CaseReference reference, int page, String before, Model model, Locale locale) {
        int offset = (page - 1) * DOCUMENTS_PER_PAGE;
        CaseFileAnswer file = caseFiles.answer(reference, offset, DOCUMENTS_PER_PAGE);
        List<TimelineAnswer> entries = timelines.answer(reference, before, ENTRIES_PER_PAGE + 1, locale);
        List<TimelineAnswer> here = entries.subList(0, Math.min(ENTRIES_PER_PAGE, entries.size()));
        model.addAttribute("file", file);
        model.addAttribute("page", page);
        model.addAttribute("hasNext", offset + file.documents().size() < file.documentCount());
        model.addAttribute("timeline", here);
        model.addAttribute(
                "older", entries.size() > ENTRIES_PER_PAGE ? here.getLast().id() : null);
        model.addAttribute("before", before);
        model.addAttribute("me", Callers.currentUser());
        return file;
    }

    @PostMapping("/case-files/{reference}/changes")
    String change(
            @PathVariable("reference") String reference,
            @RequestParam Map<String, String> sent,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        CaseReference id = Asked.caseFile(reference);
        CaseFileForm form = CaseFileForm.sent(sent);
        try {
            CaseFileChange change = sent.containsKey("state")
                    ? CaseFileAsked.in(Asked.caseState(sent.get("state"))).change()
                    : form.change();
            changes.change(caseFiles.find(id).reference(), form.version(), change, Callers.currentActor());
        } catch (CaseFileChanged e) {
            response.setStatus(HttpStatus.PRECONDITION_FAILED.value());
            model.addAttribute("since", timelines.answer(e.now(), e.since(), locale));
            return again(id, form, model, locale);
        } catch (InvalidCaseFile e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("invalid", e.part());
            return again(id, form, model, locale);
        } catch (BadRequest e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("invalid", CaseFileForm.DUE);
            return again(id, form, model, locale);
        }
        redirect.addAttribute("reference", id.value());
        return "redirect:/case-files/{reference}?saved=true";
    }

    private String again(CaseReference id, CaseFileForm form, Model model, Locale locale) {
        CaseFileAnswer file = show(id, 1, "", model, locale);
        model.addAttribute("form", form.on(file));
        model.addAttribute("saved", false);
        return "kartoteka/case-file";
    }

    @PostMapping("/case-files/{reference}/notes")
    String note(
            @PathVariable("reference") String reference,
            @RequestParam Map<String, String> sent,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        CaseFile now = caseFiles.find(Asked.caseFile(reference));
        String text = sent.getOrDefault("text", "");
        try {
            changes.note(
                    now.reference(), CaseFileForm.version(sent), new NoteAsked(text).note(), Callers.currentActor());
        } catch (InvalidCaseFile e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("invalid", e.part());
            model.addAttribute("noteTyped", text);
            CaseFileAnswer file = show(now.reference(), 1, "", model, locale);
            model.addAttribute("form", CaseFileForm.of(file));
            model.addAttribute("saved", false);
            return "kartoteka/case-file";
        }
        redirect.addAttribute("reference", now.reference().value());
        return "redirect:/case-files/{reference}?saved=true";
    }
}
