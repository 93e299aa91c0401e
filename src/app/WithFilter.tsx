// Renders its children with the current task filter. A component of its own, so that typing into the search field re-renders
// the lists and not the whole studio.
import type { ReactNode } from "react";
import type { TaskFilter } from "../library/taskQuery";
import { useFilter } from "../navigation/route";

export function WithFilter({ children }: { readonly children: (filter: TaskFilter) => ReactNode }) {
	return children(useFilter());
}
