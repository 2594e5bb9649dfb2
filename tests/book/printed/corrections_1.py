"""The examples of the corrections of chapters 1 to 4, by the library."""

from itertools import islice

import numpy as np
from test_chain_rule import W1, W2, b1, b2, backpropagated, layers, literal, relative_error, x, y

from course_lib import (
    MLP,
    GradientDescent,
    Quadratic,
    autodiff,
    cross_entropy_gradient,
    iterates,
    matrix_calculus,
    mse_gradient,
    softmax,
    softmax_jacobian,
    tanh_derivative,
)
from course_lib.bounds.norms import dual_norm, steepest_direction
from printed.numbers import prints

BOWL = Quadratic(np.eye(2))


def path(alpha, start, steps, curvature=1.0):
    walk = iterates(Quadratic([[curvature]]), [start], GradientDescent(alpha))
    return [step.x[0] for step in islice(walk, steps + 1)]


@prints("correction-1-1")
def linear_model():
    x, step = np.array([1.0, 0.0]), np.array([-10.0, 0.0])
    yield r"promises the value $-9.5$", BOWL(x) + BOWL.gradient(x) @ step
    yield r"The true value there is $40.5$", BOWL(x + step)


@prints("correction-1-2")
def rulers():
    g = np.array([3.0, 1.0])
    yield r"Unit steps in the Euclidean norm reach the slope $-\sqrt{10}$", -dual_norm(g, 2)
    yield r"steps whose largest $|d_i|$ is 1 reach $-4$", -dual_norm(g, np.inf)
    yield r"$-4$ with $d=(-1,-1)$", steepest_direction(g, np.inf)
    yield r"steps whose $|d_i|$ sum to 1 reach $-3$", -dual_norm(g, 1)
    yield r"$-3$ with $d=(-1,0)$", steepest_direction(g, 1)


@prints("correction-1-3")
def length_of_a_step():
    yield r"shrinks $|x|$ by the factor $0.7$", path(0.3, 1.0, 1)[1]
    x = [1.0]
    for _ in range(6):
        x.append(x[-1] - 0.3 * np.sign(x[-1]))
    yield r"$1,\,0.7,\,0.4,\,0.1,\,-0.2,\,0.1,\,-0.2,\dots$", x


@prints("correction-1-4")
def downhill():
    yield r"with $\alpha=2.1>2/L$ climbs: $f(x_1)=1.21", path(2.1, 1.0, 1)[1] ** 2


@prints("correction-2-1")
def normalisations():
    square = lambda y: (y[0] - 1) * (y[0] - 1)  # noqa: E731
    yield r"The derivative of $(\hat y-y)^2$ is $4$", autodiff.gradient(square, np.array([3.0]))
    yield r"that of $\frac12(\hat y-y)^2$ is $2$", mse_gradient([3.0], [1.0])
    prediction, target = np.arange(15.0).reshape(5, 3), np.ones((5, 3))
    yield (
        r"mean over all entries is $\frac23$",
        np.mean(2 * (prediction - target)[1] / 15 / mse_gradient(prediction, target)[1]),
    )


@prints("correction-2-2")
def samples_as_rows():
    X, W = np.array([[1, 2], [3, 4]]), np.array([[0, 1], [0, 0]])
    yield r"$XW_1^{\mathsf T}=\begin{pmatrix}2&0\\4&0\end{pmatrix}$", X @ W.T
    yield r"$W_1X=\begin{pmatrix}3&4\\0&0\end{pmatrix}$", W @ X


A = np.array([[1.0, 2.0], [0.0, 1.0]])


@prints("correction-2-4")
def column_from_the_wrong_side():
    z = np.zeros(2)
    right = autodiff.vector_jacobian_product(lambda z: np.array([z[0] + 2 * z[1], z[1] + 0.0]), z, np.ones(2))
    yield r"$\delta_4=A^{\mathsf T}(1,1)=(1,3)$", right
    yield r"$A(1,1)=(3,1)$", A @ np.ones(2)


@prints("correction-2-4-product")
def kronecker():
    d, h = np.array([[1.0], [2.0]]), np.array([[3.0], [4.0], [5.0]])
    yield r"$\delta h^{\mathsf T}$ has shape $(2,3)$", np.kron(d, h.T).shape
    yield r"the Kronecker product of the two columns has shape $(6,1)$", np.kron(d, h).shape


@prints("correction-2-5")
def three_factors():
    network = MLP((1, 2, 2))
    theta = network.flatten([(np.zeros((2, 1)), np.zeros(2)), (A, np.ones(2))])
    passed = network.backward(theta, np.zeros((1, 1)), np.zeros((1, 2)))
    yield r"$W_4^{\mathsf T}\delta_4=(1,3)$", passed.delta[0]
    yield r"has the same shape and is $(3,1)$", A @ passed.delta[1][0]


@prints("correction-2-6")
def which_layers():
    z, y = np.array([1.0, 2.0, 3.0]), np.array([0.0, 0.0, 1.0])
    diagonal = np.diag(softmax_jacobian(z)) * -y / softmax(z)
    yield r"The diagonal recipe gives $(0,0,-0.3348)$", diagonal
    yield r"$s-y=(0.0900,0.2447,-0.3348)$", cross_entropy_gradient(z, 2)


@prints("correction-2-6-letters")
def letters():
    slope = tanh_derivative(0.0)
    yield r"$\delta_1=w_2\delta_2\tanh'(0)$ is 3", 3 * slope
    yield r"in place of the activation's it is 9", 3 * 3 * slope
    W, d = np.array([[1, 2], [3, 4]]), np.array([3, 4])
    yield r"the product $Wd$ is $(11,25)$", W @ d
    yield r"\begin{pmatrix}3&6\\12&16\end{pmatrix}", np.diag(d) @ W


@prints("correction-2-7")
def update_in_between():
    network = MLP((1, 1, 1), activation="relu")
    theta = np.array([1.0, 0.0, 1.0, 0.0])
    passed = network.backward(theta, np.ones((1, 1)), np.zeros((1, 1)))
    yield r"$\delta_2=1$", passed.delta[1]
    yield r"$\delta_1=w_2\delta_2=1$", passed.delta[0]
    w2 = 1 - 0.1 * passed.gradients[1][0]
    yield r"$w_2=0.9$", w2
    yield r"$w_2=0.9$ and $\delta_1=0.9$", w2 * passed.delta[1]


@prints("correction-3-1")
def layouts():
    column = matrix_calculus.bilinear(np.array([2.0, -1.0, 4.0]), np.ones(1), np.zeros((3, 1))).gradient
    yield r"The gradient is a column of shape $(3,1)$", column.shape
    yield r"of shape $(1,3)$", column.T.shape
    yield r"a table of shape $(3,3)$", (column - column.T).shape


@prints("correction-3-3")
def trace_of_a_product():
    A, B, W = np.eye(3), np.eye(2), np.ones((3, 2))
    yield r"the gradient of the trace has 6 entries", matrix_calculus.trace_product(A, B, W).gradient.size
    entries = [matrix_calculus.trace_product(A, B @ np.eye(4)[k].reshape(2, 2), W).gradient for k in range(4)]
    yield r"$2\cdot2\cdot3\cdot2=24$", np.size(entries)
    yield r"each of 4 entries depends on each of 6", [len(entries), entries[0].size]


@prints("correction-3-4")
def factor_two():
    x, y, W = np.array([1.0, 2.0, 1.0]), np.zeros(2), np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]])
    error, gradient = W @ x - y, matrix_calculus.squared_error(x, y, W).gradient
    yield r"$1-0.3\cdot6=-0.8$", ((W - 0.3 * gradient / 2) @ x - y)[0] / error[0]
    yield r"$1-2\cdot0.3\cdot6=-2.6$", ((W - 0.3 * gradient) @ x - y)[0] / error[0]


@prints("correction-4-1")
def scalar_rule():
    yield r"The composition is $x^2$ with slope 0", autodiff.gradient(lambda x: x[0] * x[0], np.zeros(1))


@prints("correction-4-2")
def partial_derivatives():
    f = lambda u, v: u * u * v / (u * u + v * v) if u or v else 0.0  # noqa: E731
    yield r"At $x=0$ both partial derivatives are 0, so the formula gives 0", [f(1e-6, 0.0), f(0.0, 1e-6)]
    yield r"$f(x,x)=x/2$ has slope $\frac12$", (f(1e-6, 1e-6) - f(-1e-6, -1e-6)) / 2e-6


@prints("correction-4-3")
def rows_not_columns():
    h1, h2 = layers(W1, b1, W2, b2, x)
    columns = (h2 - y) @ ((1 - h2**2) * W2)
    yield "has a relative error of 1.07", relative_error(columns[:, None] * np.outer(1 - h1**2, x))


@prints("correction-4-4")
def three_indices():
    yield "the printed expression has shape $(3,3,3)$", literal(W1, b1, W2, b2, x, y).shape
    yield "the gradient has shape $(3,3)$", backpropagated(W1, b1, W2, b2, x, y).shape
    units = np.eye(9).reshape(9, 3, 3)
    tensor = [autodiff.jacobian_vector_product(lambda W: np.tanh(W @ x + b1), W1, unit) for unit in units]
    yield "Of the 27 entries of the true tensor 9", [np.size(tensor), np.count_nonzero(tensor)]
