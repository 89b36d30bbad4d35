using Twin.Cli.Commands;

return await CommandLine.RunAsync(args);
