namespace Functions.Repair;

/// <summary>The failures of an invocation that continues. Only the first are named, since all would not fit.</summary>
internal sealed class FailureList(string rawBucket)
{
    private const int MaxNamed = 20;

    private readonly List<string> _named = [];

    public IReadOnlyList<string> Named => _named;

    public int Count { get; private set; }

    public void Add(RawSnapshot snapshot, Exception failure) =>
        Add($"s3://{rawBucket}/{snapshot.Manifest}", snapshot.Prefix, failure);

    public void Add(PlayedMonth month, Exception failure) =>
        Add($"The month {month} of plays", month.ToString(), failure);

    public void Add(string failure)
    {
        Count++;
        if (_named.Count < MaxNamed)
        {
            _named.Add(failure);
        }
    }

    private void Add(string subject, string name, Exception failure) =>
        Add(failure.Message.Contains(name, StringComparison.Ordinal)
            ? failure.Message
            : $"{subject} could not be transformed: {failure.Message}");

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
