using System.Globalization;

namespace Pulumi;

/// <summary>Makes outputs, and combines them.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => Create(Task.FromResult(value));

    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    public static Output<T> CreateSecret<T>(T value) => CreateSecret(Task.FromResult(value));

    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.Create(value, isSecret: true);

    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
        => (await output.DataTask.ConfigureAwait(false)).IsSecret;

    /// <summary>All the values in their order; secret if one is secret.</summary>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs)
        => Combine(values => values.Select(value => (T)value!).ToImmutableArray(), [.. inputs]);

    /// <inheritdoc cref="All{T}(IEnumerable{Input{T}})"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs)
        => All(outputs.Select(output => (Input<T>)output));

    /// <summary>The text with the inputs and outputs in it replaced by their values, culture invariant.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        var arguments = formattableString.GetArguments().Select(ObjectInput).ToArray();
        return Combine(
            values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, values),
            arguments);

        static IInput ObjectInput(object? argument) => argument switch
        {
            IInput input => input,
            IOutput output => (Input<object?>)new Output<object?>(output.GetDataAsync()),
            _ => (Input<object?>)Create(argument),
        };
    }

    internal static Output<TResult> Combine<TResult>(Func<object?[], TResult> make, params IInput[] inputs)
    {
        return new Output<TResult>(DataAsync());

        async Task<OutputData<TResult>> DataAsync()
        {
            var values = new object?[inputs.Length];
            var isSecret = false;
            for (var i = 0; i < inputs.Length; i++)
            {
                var data = await inputs[i].ToOutput().GetDataAsync().ConfigureAwait(false);
                values[i] = data.Value;
                isSecret |= data.IsSecret;
            }

            return new(make(values), isSecret);
        }
    }
}
