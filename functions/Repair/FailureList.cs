using System.Globalization;
using Functions.Lake;

namespace Functions.Repair;

/// <summary>What could not be done while the rest went on. The first are named; all of them would not fit.</summary>
internal sealed class FailureList(string rawBucket)
{
    private const int MostNamed = 20;

    private readonly List<string> _named = [];

    /// <summary>The first of them, in words.</summary>
    public IReadOnlyList<string> Named => _named;

    /// <summary>All of them.</summary>
    public int Count { get; private set; }

    /// <summary>Takes in why a snapshot could not be done.</summary>
    public void Add(RawSnapshot snapshot, Exception failure) =>
        Add(failure.Message.Contains(snapshot.Prefix, StringComparison.Ordinal)
            ? failure.Message
            : $"s3://{rawBucket}/{snapshot.Manifest} could not be transformed: {failure.Message}");

    public void Add(string failure)
    {
        Count++;
        if (_named.Count < MostNamed)
        {
            _named.Add(failure);
        }
    }

    /// <exception cref="InvalidOperationException">Something could not be done; the message names it.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} snapshots could not be transformed: {string.Join(" | ", _named)}{(
                    Count > _named.Count ? " | …" : "")}"));
        }
    }
}
