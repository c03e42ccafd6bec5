// The score along a stored call, read when a component needs it.

import { useEffect, useState } from 'preact/hooks';
import type { CoursePoint } from '../../analysis/call/score-course.ts';

/** Empty until it has been read, and where it can't be read; the score is shown without it. */
export function useCourse(
  id: string,
  loadCourse: (id: string) => Promise<readonly CoursePoint[]>,
): readonly CoursePoint[] {
  const [course, setCourse] = useState<readonly CoursePoint[]>([]);
  useEffect(() => {
    let wanted = true;
    loadCourse(id).then(
      (loaded) => wanted && setCourse(loaded),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [id, loadCourse]);
  return course;
}
