namespace Functions.Extract.Spotify;

/// <summary>Counts the requests to Spotify and the waits between them.</summary>
internal interface IRequestMeter
{
    /// <summary>Counts a request that is sent.</summary>
    /// <param name="attempt">The number of the attempt, from 1.</param>
    void Call(int attempt);

    /// <summary>Counts a wait before a repeated request, when it is over.</summary>
    void Waited(TimeSpan wait);
}
