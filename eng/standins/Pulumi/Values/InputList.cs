using System.Collections;

namespace Pulumi;

/// <summary>A list as an input of a resource; its elements, or the whole list, may be outputs.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable
{
    public InputList()
        : this(Output.Create(ImmutableArray<T>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<T>> values)
        : base(values)
    {
    }

    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs) => _outputValue = Joined(inputs);

    public InputList<T> Concat(InputList<T> other) => new(Joined(other));

    private Output<ImmutableArray<T>> Joined(InputList<T> other)
        => Output.Tuple(_outputValue, other._outputValue).Apply(both => both.Item1.AddRange(both.Item2));

    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values);

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use GetAsyncEnumerator instead.");

    private static InputList<T> Of(IEnumerable<Input<T>> values) => new(Output.All(values));
}
