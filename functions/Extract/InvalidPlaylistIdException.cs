namespace Functions.Extract;

/// <summary>What is configured names no playlist.</summary>
internal sealed class InvalidPlaylistIdException(string advice) : Exception("that is no playlist")
{
    /// <summary>What to do about it.</summary>
    public string Advice => advice;
}
