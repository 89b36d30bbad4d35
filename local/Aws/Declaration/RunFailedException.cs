namespace Local.Aws.Declaration;

/// <summary>The run failed; the message says why. Exit code 1.</summary>
public class RunFailedException(string message) : Exception(message);
