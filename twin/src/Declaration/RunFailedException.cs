namespace Twin.Declaration;

/// <summary>The error of a failed run. The message says why. Exit code 1.</summary>
public class RunFailedException(string message) : Exception(message);
