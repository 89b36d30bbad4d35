namespace Functions.Extract;

/// <summary>An answer that is not taken, whatever it holds: asking again would not help.</summary>
internal sealed class RefusedAnswerException(string message, string advice) : Exception(message)
{
    /// <summary>What to do about it.</summary>
    public string Advice => advice;
}
