package org.kartoteka.api.access;

/** What the policy says to a request. */
public enum Decision {
    GRANTED,
    /** Nobody is signed in: show a credential and come again. */
    SIGN_IN_NEEDED,
    /** This caller may not, whatever is tried again. */
    FORBIDDEN
}
