/** What pages of other modules may draw of targets. Apart from index.ts, all of which the first page waits for. */
export { TargetActual, TargetGap, TargetGoal, TargetPath } from './target/cells.tsx';
export { TargetTrajectory } from './target/TargetTrajectory.tsx';
export { useCourse } from './target/use-course.ts';
