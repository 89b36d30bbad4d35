namespace Functions.Repair;

/// <summary>The failures of an invocation that continues. Only the first are named, since all would not fit.</summary>
internal sealed class FailureList(string rawBucket)
{
    private const int MaxNamed = 20;

    private readonly List<string> _named = [];

    public IReadOnlyList<string> Named => _named;

    public int Count { get; private set; }

    public void Add(RawSnapshot snapshot, Exception failure) =>
        Add(failure.Message.Contains(snapshot.Prefix, StringComparison.Ordinal)
            ? failure.Message
            : $"s3://{rawBucket}/{snapshot.Manifest} could not be transformed: {failure.Message}");

    public void Add(string failure)
    {
        Count++;
        if (_named.Count < MaxNamed)
        {
            _named.Add(failure);
        }
    }

    /// <summary>Throws if there are failures.</summary>
    /// <exception cref="InvalidOperationException">There are failures; the message names the first.</exception>
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
