namespace Functions.Extract.Spotify;

internal interface IRequestMeter
{
    /// <param name="attempt">The number of the attempt, from 1.</param>
    void Call(int attempt);

    /// <summary>Counts a wait before a repeated request, when it is over.</summary>
    void Waited(TimeSpan wait);
}
