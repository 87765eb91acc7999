package org.kartoteka.api.web;

import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a case file: the documents in it. */
@Controller
final class CaseFilePage {
    private static final int DOCUMENTS_PER_PAGE = 50;
    private static final int PAGE_MAX = 10_000;

    private final CaseFileAnswers caseFiles;

    CaseFilePage(CaseFileAnswers caseFiles) {
        this.caseFiles = caseFiles;
    }

    @GetMapping("/case-files/{reference}")
    String caseFile(
            @PathVariable("reference") String reference,
            @RequestParam(name = "page", defaultValue = "1") int page,
            Model model) {
        Asked.within("page", page, 1, PAGE_MAX);
        int offset = (page - 1) * DOCUMENTS_PER_PAGE;
        CaseFileAnswer file = caseFiles.answer(Asked.caseFile(reference), offset, DOCUMENTS_PER_PAGE);
        model.addAttribute("file", file);
        model.addAttribute("page", page);
        model.addAttribute("hasNext", offset + file.documents().size() < file.documentCount());
        return "kartoteka/case-file";
    }
}
