using System.Collections;

namespace Pulumi;

/// <summary>A map with text keys as an input of a resource; its values, or the whole map, may be outputs.</summary>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable
{
    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, TValue>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, TValue>> values)
        : base(values)
    {
    }

    /// <summary>Adds the pair. With a second value for the same key, the map fails when it is resolved.</summary>
    public void Add(string key, Input<TValue> value)
        => _outputValue = Output.Tuple(_outputValue, value.ToOutput())
            .Apply(pair => Added(pair.Item1, key, pair.Item2));

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use GetAsyncEnumerator instead.");

    private static ImmutableDictionary<string, TValue> Added(
        ImmutableDictionary<string, TValue> map, string key, TValue value)
    {
        if (!map.TryGetValue(key, out var there))
        {
            return map.Add(key, value);
        }

        if (EqualityComparer<TValue>.Default.Equals(there, value))
        {
            return map;
        }

        throw new ArgumentException($"Key '{key}' already exists in the map with a different value.");
    }
}
