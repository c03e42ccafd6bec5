import { startReview } from '../../src/ui/review/start-review.tsx';

startReview();
