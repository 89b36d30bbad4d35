namespace Functions.Extract.Spotify;

/// <summary>The number of requests that a run may repeat in all. Where many requests fail, repeating each five times
/// would only add to Spotify's load.</summary>
internal sealed class RetryBudget
{
    /// <summary>The repetitions that every run has.</summary>
    public const int MinCount = 50;

    /// <summary>The number of requests that add one repetition.</summary>
    public const int RequestsPerRepetition = 5;

    private readonly Lock _lock = new();
    private int _requests;
    private int _repetitions;

    public void Sent()
    {
        lock (_lock)
        {
            _requests++;
        }
    }

    /// <summary>Takes one repetition.</summary>
    /// <returns>False if none is left.</returns>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_repetitions >= MinCount + (_requests / RequestsPerRepetition))
            {
                return false;
            }

            _repetitions++;
            return true;
        }
    }
}
