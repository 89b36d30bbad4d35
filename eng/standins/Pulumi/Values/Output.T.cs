namespace Pulumi;

/// <summary>A value that exists after its resource is registered. It is secret or not, and so are all values made
/// from it.</summary>
public sealed class Output<T> : IOutput
{
    internal Task<OutputData<T>> DataTask { get; }

    internal Output(Task<OutputData<T>> dataTask)
    {
        DataTask = dataTask;

        // a deployment ends when all its outputs have ended, and fails if one of them does
        Deployment.Current?.InFlight.Add(dataTask);
    }

    public static Output<T> Create(Task<T> value) => Create(value, isSecret: false);

    internal static Output<T> Create(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Output<T>(DataAsync());

        async Task<OutputData<T>> DataAsync() => new(await value.ConfigureAwait(false), isSecret);
    }

    /// <summary>Runs the asynchronous work on the value.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        return Apply(value => Output.Create(RunAsync(value)));

        async Task<ValueTuple> RunAsync(T value)
        {
            await func(value).ConfigureAwait(false);
            return default;
        }
    }

    /// <summary>The value made from this one.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Apply(value => func(value).ToOutput());

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
    {
        return new Output<TResult>(DataAsync());

        async Task<OutputData<TResult>> DataAsync()
        {
            var data = await DataTask.ConfigureAwait(false);
            var inner = func(data.Value);
            if (inner is null)
            {
                return new(default!, data.IsSecret);
            }

            var result = await inner.DataTask.ConfigureAwait(false);
            return result with { IsSecret = data.IsSecret || result.IsSecret };
        }
    }

    /// <summary>Not the value, which may not exist yet, but a text with a warning.</summary>
    public override string ToString() => "Calling [ToString] on an [Output<T>] is not supported.";

    async Task<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await DataTask.ConfigureAwait(false);
        return new(data.Value, data.IsSecret);
    }

    internal async Task<T> GetValueAsync() => (await DataTask.ConfigureAwait(false)).Value;
}
