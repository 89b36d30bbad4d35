namespace Functions.Extract;

/// <summary>
/// How many requests of a run may be repeated in all: where much fails, repeating everything five times would only add
/// to what Spotify suffers from.
/// </summary>
internal sealed class RetryBudget
{
    /// <summary>What every run may repeat.</summary>
    public const int Least = 50;

    /// <summary>One repetition more for so many requests.</summary>
    public const int RequestsPerRepetition = 5;

    private readonly Lock _lock = new();
    private int _requests;
    private int _repetitions;

    /// <summary>A request is sent.</summary>
    public void Sent()
    {
        lock (_lock)
        {
            _requests++;
        }
    }

    /// <summary>Takes one repetition, if there is one left.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_repetitions >= Least + (_requests / RequestsPerRepetition))
            {
                return false;
            }

            _repetitions++;
            return true;
        }
    }
}
