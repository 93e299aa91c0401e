// Whether the buttons in here can be reached with Tab. In a grid only those of one cell can; arrow keys go to the others.
import { createContext, useContext } from "react";

const Context = createContext(true);

export const TabStop = Context.Provider;

/** For a button's `tabIndex`. */
export const useTabStop = (): 0 | -1 => (useContext(Context) ? 0 : -1);
