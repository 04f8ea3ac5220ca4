"""Times of other software on the same data, as one JSON line: what `npm run bench -- statistics` compares itself with.

Needs Debian's python3-sklearn, python3-scipy and python3-pandas. Arguments: the CDNOW summary.
"""
import json
import statistics
import sys
import time

import numpy
import pandas
from scipy.optimize import minimize
from scipy.special import gammaln
from sklearn.cluster import KMeans
from sklearn.ensemble import HistGradientBoostingClassifier


def median_ms(work, times):
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def bg_nbd(path):
    data = pandas.read_csv(path)
    x, tx, T = (data.iloc[:, i].to_numpy(float) for i in (1, 2, 3))

    def minus_log_likelihood(logs):
        r, alpha, a, b = numpy.exp(logs)
        first = gammaln(r + x) - gammaln(r) + r * numpy.log(alpha)
        second = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        third = -(r + x) * numpy.log(alpha + T)
        fourth = numpy.log(a) - numpy.log(b + numpy.maximum(x, 1) - 1) - (r + x) * numpy.log(alpha + tx)
        both = numpy.where(x > 0, numpy.logaddexp(third, fourth), third)
        return -(first + second + both).mean()

    return median_ms(lambda: minimize(minus_log_likelihood, numpy.full(4, 0.1), method="BFGS"), 5)


def clusters():
    points = numpy.random.default_rng(1).normal(size=(20_000, 3))
    return median_ms(lambda: KMeans(5, n_init=50, algorithm="lloyd", random_state=1).fit(points), 3)


def boosted():
    chance = numpy.random.default_rng(2)
    features = chance.normal(size=(100_000, 15))
    labels = chance.random(100_000) < 1 / (1 + numpy.exp(1 - features[:, 0] * features[:, 1] - features[:, 2]))
    learner = HistGradientBoostingClassifier(max_iter=100, max_depth=4, max_bins=63, early_stopping=False)
    return median_ms(lambda: learner.fit(features, labels), 3)


print(json.dumps({"bg_nbd": bg_nbd(sys.argv[1]), "k_means": clusters(), "boosted_trees": boosted()}))
