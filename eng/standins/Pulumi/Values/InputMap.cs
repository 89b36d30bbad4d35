using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map with text keys that a resource takes; its values, or the whole of it, may be outputs.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, TValue>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, TValue>> values)
        : base(values)
    {
    }

    /// <summary>Adds the pair. A key that is there with another value makes the map fail when it is resolved.</summary>
    public void Add(string key, Input<TValue> value)
        => _outputValue = Output.Tuple(_outputValue, value.ToOutput())
            .Apply(pair => Added(pair.Item1, key, pair.Item2));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values)
        => _outputValue = Output.Tuple(_outputValue, values._outputValue).Apply(both => Joined(both.Item1, both.Item2));

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>Both maps' pairs; where both have a key, the second map's value.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
        => new(Output.Tuple(first._outputValue, second._outputValue).Apply(both => both.Item1.SetItems(both.Item2)));

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values)
        => Output.Create(values);

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values)
        => new(values.Apply(ImmutableDictionary.CreateRange));

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values)
        => new(values.Apply(ImmutableDictionary.CreateRange));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values)
        => new(values);

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(
        CancellationToken cancellationToken)
    {
        var none = ImmutableDictionary<string, TValue>.Empty;
        foreach (var pair in await _outputValue.GetValueAsync(whenUnknown: none).ConfigureAwait(false))
            yield return pair;
    }

    private static ImmutableDictionary<string, TValue> Added(
        ImmutableDictionary<string, TValue> map, string key, TValue value)
    {
        if (!map.TryGetValue(key, out var there)) return map.Add(key, value);
        if (EqualityComparer<TValue>.Default.Equals(there, value)) return map;
        throw new ArgumentException($"Key '{key}' already exists in the map with a different value.");
    }

    private static ImmutableDictionary<string, TValue> Joined(
        ImmutableDictionary<string, TValue> first, ImmutableDictionary<string, TValue> second)
    {
        var twice = second.Keys.FirstOrDefault(first.ContainsKey);
        if (twice is null) return first.AddRange(second);

        // values are not compared here: each is an input of its own
        throw new ArgumentException(
            $"An element with the same key but a different value already exists. Key: '{twice}'");
    }
}
