"""Models that are saved with their optimizer, loss and metrics."""

import models
from models import chain, layers, model


def compiled(**arguments):
    made = chain(layers().Input((4,)), layers().Dense(3), layers().Dense(2))
    made.compile(**arguments)
    return made


@model
def compiled_mse():
    return compiled(optimizer='adam', loss='mse')


@model
def compiled_metric_mae():
    return compiled(optimizer='adam', loss='mean_squared_error', metrics=['mae'])


@model
def compiled_schedule():
    schedule = models.KERAS.optimizers.schedules.ExponentialDecay(0.1, 100, 0.9)
    return compiled(optimizer=models.KERAS.optimizers.Adam(schedule), loss='mean_squared_error')


@model
def compiled_loss_object():
    return compiled(optimizer='sgd', loss=models.KERAS.losses.CategoricalCrossentropy(from_logits=True))


@model
def compiled_nadam():
    return compiled(optimizer='nadam', loss='mean_squared_error')
